using System.Globalization;
using Agent.Logging;
using Agent.Node.Explain;
using Agent.Server.Local;

namespace Agent.Display;

/// <summary>Writes what <c>agent pods</c> and <c>agent explain</c> show.</summary>
/// <param name="output">Where to.</param>
/// <param name="now">The time that ages and timers are counted from.</param>
internal sealed class ExplainText(TextWriter output, DateTimeOffset now)
{
    /// <summary>A line per pod.</summary>
    public void WritePods(IReadOnlyList<PodExplanation> pods) => TextTable.Write(
        output,
        ["NAMESPACE", "NAME", "READY", "STATUS", "STATE", "RESTARTS", "AGE", "IP", "WAITING FOR"],
        pods.Select(pod => (IReadOnlyList<string>)
        [
            Safe(pod.Namespace),
            Safe(pod.PodName),
            Safe(pod.Ready.Length > 0 ? pod.Ready : Running(pod)),
            Safe(pod.Status.Length > 0 ? pod.Status : "-"),
            Safe(pod.State),
            Text(pod.Containers.Sum(container => container.RestartCount)),
            HumanDuration.Format(now - (pod.CreatedAt ?? pod.Since)),
            Safe(pod.Ips is [var ip, ..] ? ip : "-"),
            Safe(Waiting(pod)),
        ]));

    /// <summary>The node, and a line per pod.</summary>
    public void WriteNode(NodeReport report)
    {
        output.WriteLine($"node      {Safe(report.NodeName)}");
        output.WriteLine($"runtime   {Runtime(report)}");
        output.WriteLine($"sources   {(report.Node.SourcesReady ? "all have answered" : "waiting for the first answer")}");
        foreach (var manifest in report.Node.BadManifests)
        {
            output.WriteLine($"manifest  {Safe(manifest)}");
        }

        output.WriteLine($"pods      {Text(report.Pods.Count)}");
        if (report.Pods.Count > 0)
        {
            output.WriteLine();
            WritePods(report.Pods);
        }
    }

    /// <summary>Everything that a pod says of itself.</summary>
    public void WritePod(PodExplanation pod)
    {
        output.WriteLine($"{Safe(pod.Namespace)}/{Safe(pod.PodName)} is {Safe(pod.State)} for {HumanDuration.Format(now - pod.Since)}, since {Clock(pod.Since)}");
        Line("why", pod.Reason);
        Line("waiting for", pod.WaitingFor);
        Line("next", Next(pod.NextTimer));
        Line("last error", pod.LastError);
        Line("status", pod.Status.Length == 0 || pod.Status == pod.Phase ? pod.Phase : $"{pod.Status} (phase {pod.Phase})");
        foreach (var condition in pod.Conditions.Where(c => c.Status != "True"))
        {
            Line(
                "condition",
                string.Join("; ", new[] { $"{condition.Type}={condition.Status} since {Clock(condition.Since)}", condition.Reason, condition.Message }
                    .Where(part => part.Length > 0)));
        }

        Line("uid", pod.Uid);
        Line("source", pod.Source);
        Line("addresses", string.Join(", ", pod.Ips));
        Line("host ports", string.Join(", ", pod.Ports));
        foreach (var container in pod.Containers)
        {
            WriteContainer(container);
        }

        foreach (var volume in pod.Volumes)
        {
            output.WriteLine($"  volume {Safe(volume.Name)} ({Safe(volume.Kind)}) is {Safe(volume.State)} for {HumanDuration.Format(now - volume.Since)}");
            Line("  message", volume.Message);
            Line("  next", Next(volume.NextTimer));
            Line("  path", volume.Path);
        }

        if (pod.Transitions.Count > 0)
        {
            output.WriteLine("  history");
            foreach (var entry in pod.Transitions)
            {
                output.WriteLine($"    {Clock(entry.At)}  {Safe(entry.State)}{(entry.Detail.Length > 0 ? $"  {Safe(entry.Detail)}" : "")}");
            }
        }
    }

    private void WriteContainer(ContainerExplanation container)
    {
        var kind = container.Kind is "" or "regular" ? "container" : $"{container.Kind} container";
        output.WriteLine($"  {Safe(kind)} {Safe(container.Name)} is {Safe(container.State)} for {HumanDuration.Format(now - container.Since)}, restarts {Text(container.RestartCount)}");
        Line("  why", container.Reason == container.State ? "" : container.Reason);
        Line("  message", container.Message);
        Line("  exit code", container.ExitCode is { } code ? Text(code) : "");
        foreach (var probe in container.Probes)
        {
            Line($"  {probe.Kind}", probe.Detail.Length > 0 ? $"{probe.Result}; last: {probe.Detail}" : probe.Result);
        }

        Line("  next", Next(container.NextTimer));
        Line("  image", container.Image);
        Line("  id", container.ContainerId);
    }

    private void Line(string label, string value)
    {
        if (value.Length > 0)
        {
            output.WriteLine($"  {label,-13}{Safe(value)}");
        }
    }

    private string Next(ExplainedTimer? timer) => timer is null ? "" : $"{PodRows.Timer(timer, now)}, at {Clock(timer.At)}";

    private string Waiting(PodExplanation pod)
    {
        var parts = new[] { pod.WaitingFor, PodRows.Timer(pod.NextTimer, now) }.Where(part => part.Length > 0).ToArray();
        return parts.Length == 0 ? "-" : string.Join("; ", parts);
    }

    private static string Runtime(NodeReport report) => (report.Runtime.RuntimeReady, report.Runtime.NetworkReady) switch
    {
        (true, true) => "ready",
        (true, false) => $"ready, its network is not: {Safe(report.Runtime.Message)}",
        _ => $"not ready: {Safe(report.Runtime.Message)}",
    };

    private static string Running(PodExplanation pod)
    {
        var containers = pod.Containers.Where(container => container.Kind is not ("init" or "ephemeral")).ToArray();
        return $"{Text(containers.Count(container => container.State == "Running"))}/{Text(containers.Length)}";
    }

    private static string Clock(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Safe(string text) => LogText.OneLine(text);
}
