using System.Globalization;
using Agent.Logging;
using Agent.Node.Explain;

namespace Agent.Display;

/// <summary>Turns what pods say of themselves into lines of a table.</summary>
internal static class PodRows
{
    /// <summary>A line per pod, and below it one per container.</summary>
    /// <param name="pods">The pods.</param>
    /// <param name="now">The time that ages and timers are counted from.</param>
    public static IReadOnlyList<PodRow> Of(IReadOnlyList<PodExplanation> pods, DateTimeOffset now)
    {
        var rows = new List<PodRow>();
        foreach (var pod in pods)
        {
            rows.Add(new PodRow(
                LogText.OneLine(Name(pod)),
                IsContainer: false,
                LogText.OneLine(pod.State),
                LogText.OneLine(Detail(pod, now)),
                "",
                HumanDuration.Format(now - (pod.CreatedAt ?? pod.Since)),
                Health(pod)));
            rows.AddRange(pod.Containers.Select(container => new PodRow(
                LogText.OneLine(container.Name),
                IsContainer: true,
                LogText.OneLine(container.State),
                LogText.OneLine(Detail(container, now)),
                container.RestartCount.ToString(CultureInfo.InvariantCulture),
                HumanDuration.Format(now - container.Since),
                Health(container))));
        }

        return rows;
    }

    /// <summary>The pod's name, with its namespace where that says something.</summary>
    public static string Name(PodExplanation pod) =>
        pod.Namespace == "default" ? pod.PodName : $"{pod.Namespace}/{pod.PodName}";

    /// <summary>What the pod waits for and what comes next, or where it can be reached.</summary>
    public static string Detail(PodExplanation pod, DateTimeOffset now)
    {
        var parts = new List<string>();
        Add(parts, pod.WaitingFor.Length > 0 ? pod.WaitingFor : pod.Reason);
        Add(parts, Timer(pod.NextTimer, now));
        if (parts.Count == 0)
        {
            Add(parts, string.Join(' ', pod.Ips.Take(1).Concat(pod.Ports)));
        }

        if (pod.LastError.Length > 0 && Health(pod) != RowHealth.Good)
        {
            parts.Add(pod.LastError);
        }

        return string.Join("; ", parts);
    }

    /// <summary>Why the container is where it is, and what comes next.</summary>
    public static string Detail(ContainerExplanation container, DateTimeOffset now)
    {
        // What comes next stands first: a narrow table cuts the end off.
        var parts = new List<string>();
        Add(parts, Timer(container.NextTimer, now));
        if (container.ExitCode is { } code and not 0)
        {
            parts.Add($"exit code {code.ToString(CultureInfo.InvariantCulture)}");
        }

        Add(parts, container.Reason == container.State ? "" : container.Reason);
        Add(parts, container.Message);
        return string.Join("; ", parts);
    }

    /// <summary>A timer as "restart main in 12s"; empty when there is none.</summary>
    public static string Timer(ExplainedTimer? timer, DateTimeOffset now) =>
        timer is null ? "" : $"{timer.Name} in {HumanDuration.Format(timer.At - now)}";

    private static RowHealth Health(PodExplanation pod) => pod.State switch
    {
        "Running" => pod.Containers.Any(container => Health(container) == RowHealth.Bad) ? RowHealth.Bad : RowHealth.Good,
        "Finished" or "Terminated" => RowHealth.Finished,
        "BackingOff" or "Failing" or "SandboxFailed" => RowHealth.Bad,
        _ => pod.LastError.Length > 0 ? RowHealth.Bad : RowHealth.Moving,
    };

    private static RowHealth Health(ContainerExplanation container) => container.State switch
    {
        "Running" => RowHealth.Good,
        "Exited" => container.ExitCode is null or 0 ? RowHealth.Finished : RowHealth.Bad,
        "BackingOff" or "Failed" => RowHealth.Bad,
        _ => RowHealth.Moving,
    };

    private static void Add(List<string> parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(text);
        }
    }
}
