using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Containerd;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.Benchmarks.Density;

/// <summary>
/// From the end of a container's process, killed by this program, to the arrival of the call that makes its successor. Each
/// container is killed once, so that no back-off is due, and at moments that do not keep step with the agent's relists.
/// </summary>
internal static class ExitBenchmark
{
    public const string Usage = "exits --agent PATH [--pods 100]";

    private const string HostImage = "agent.local/host:1";

    private static readonly TimeSpan BarWithEvents = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BarWithoutEvents = TimeSpan.FromMilliseconds(1100);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (await BenchmarkArguments.ReadAsync(["--pods", "100", .. arguments], Usage) is not { AgentPath: { } path } options)
        {
            return 2;
        }

        await using var lab = await LabDirectory.CreateAsync();
        foreach (var pods in options.PodCounts)
        {
            await WithEmbeddedAsync(lab, path, pods);
            await WithContainerdAsync(lab, path, pods);
        }

        return 0;
    }

    private static async Task WithContainerdAsync(LabDirectory lab, string path, int pods)
    {
        await using var server = await ContainerdServer.StartAsync(lab);
        await server.ImportAsync([DensityPod.Image]);
        await MeasureAsync(lab, path, server.Socket, DensityPod.Manifest, pods, "containerd", BarWithoutEvents);
    }

    private static async Task WithEmbeddedAsync(LabDirectory lab, string path, int pods)
    {
        var socket = lab.Combine("embedded.sock");
        using var runtime = ServerProcess.Start(
            lab,
            path,
            ["runtime", "--listen", "unix://" + socket, "--root", lab.Directories("embedded"), "--stop-containers-on-exit"],
            lab.Combine("embedded.log"));
        await Eventually.TrueAsync(() => File.Exists(socket), "the embedded runtime listens");
        await MeasureAsync(lab, path, socket, number => HostManifest(lab, number), pods, "embedded runtime", BarWithEvents);
        await runtime.TerminateAsync(Eventually.Deadline);
    }

    private static async Task MeasureAsync(
        LabDirectory lab, string path, string socket, Func<int, string> manifest, int pods, string runtime, TimeSpan bar)
    {
        await using var proxy = await RuntimeProxy.StartAsync(socket + ".proxy", socket);
        using var client = new CriClient(CriEndpoint.Parse("unix://" + socket));
        await using var agent = await AgentProcess.StartAsync(lab, path, proxy.Endpoint);
        agent.Manifests.WriteAll(Enumerable.Range(0, pods).ToDictionary(DensityPod.Name, manifest));
        await Eventually.TrueAsync(
            async () => (await agent.ExplainAsync()).Pods.Count(pod => pod.State == "Running") == pods, $"{pods} pods run", TimeSpan.FromMinutes(5));
        var random = new Random(1);
        List<TimeSpan> times = [];
        foreach (var container in (await client.ListContainersAsync(new ListContainersRequest(), CancellationToken.None)).Containers)
        {
            var process = await ProcessAsync(client, container.Id);
            await Task.Delay(random.Next(200, 1200));
            times.Add(await KillAsync(proxy, process));
        }

        times.Sort();
        TimeSpan At(double share) => times[(int)Math.Ceiling(share * times.Count) - 1];
        Console.WriteLine(
            $"{times.Count} exits on {runtime}: exit to restart call p50 {At(0.50).TotalMilliseconds:0.0} ms, p90 {At(0.90).TotalMilliseconds:0.0} ms, "
            + $"p99 {At(0.99).TotalMilliseconds:0.0} ms, max {times[^1].TotalMilliseconds:0.0} ms; bar {bar.TotalMilliseconds:0} ms at p99: {(At(0.99) <= bar ? "met" : "missed")}");
        agent.Manifests.Clear();
        await RuntimeCleaner.WaitUntilGoneAsync(client);
    }

    private static async Task<TimeSpan> KillAsync(RuntimeProxy proxy, int process)
    {
        proxy.Take();
        var killed = Stopwatch.GetTimestamp();
        Libc.Kill(process, EndToEnd.Tests.Fixtures.Processes.Signal.Kill);
        RecordedCall? create = null;
        await Eventually.TrueAsync(
            () =>
            {
                create ??= proxy.Take().FirstOrDefault(call => call.Method == "CreateContainer" && call.Start > killed);
                return create is not null;
            },
            "the container is made again");
        return Stopwatch.GetElapsedTime(killed, create!.Start);
    }

    private static async Task<int> ProcessAsync(CriClient client, string containerId)
    {
        var status = await client.ContainerStatusAsync(
            new ContainerStatusRequest { ContainerId = containerId, Verbose = true }, CancellationToken.None);
        return status.Info.TryGetValue("pid", out var id)
            ? int.Parse(id, CultureInfo.InvariantCulture)
            : JsonNode.Parse(status.Info["info"])!["pid"]!.GetValue<int>();
    }

    private static string HostManifest(LabDirectory lab, int number) => $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{DensityPod.Name(number)}}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
          - name: main
            image: {{HostImage}}
            imagePullPolicy: IfNotPresent
            command: [sleep, "2147483647"]
            env:
            - name: {{LabDirectory.Variable}}
              value: {{lab.Path}}
        """;
}
