using System.Diagnostics;
using Agent.Cri;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Containerd;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.Benchmarks.Density;

/// <summary>
/// The agent's own share of one pod start, everything but the calls to the runtime: pods one after the other, each from the
/// moment its manifest appears to the end of StartContainer.
/// </summary>
internal static class OwnShareBenchmark
{
    public const string Usage = "own-share --agent PATH [--pods 200]";

    private const int WarmUpPods = 20;

    private static readonly TimeSpan Bar = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (await BenchmarkArguments.ReadAsync(["--pods", "200", .. arguments], Usage) is not { AgentPath: { } path } options)
        {
            return 2;
        }

        await using var lab = await LabDirectory.CreateAsync();
        await using var server = await ContainerdServer.StartAsync(lab);
        await server.ImportAsync([DensityPod.Image]);
        await using var proxy = await RuntimeProxy.StartAsync(lab.Combine("proxy.sock"), server.Socket);
        using var client = new CriClient(CriEndpoint.Parse(server.Endpoint));
        await using var agent = await AgentProcess.StartAsync(lab, path, proxy.Endpoint);
        var observer = new RuntimeObserver(client);
        List<TimeSpan> shares = [];
        List<(string Before, TimeSpan Pause)> pauses = [];
        var cpu = TimeSpan.Zero;
        for (var number = 0; number < WarmUpPods + options.PodCounts[0]; number++)
        {
            if (number == WarmUpPods)
            {
                shares.Clear();
                pauses.Clear();
                cpu = ProcessTable.CpuTime(agent.Process.Id)!.Value;
            }

            shares.Add(await StartOneAsync(agent, proxy, observer, number, pauses));
            agent.Manifests.Clear();
            await RuntimeCleaner.WaitUntilGoneAsync(client);
        }

        cpu = ProcessTable.CpuTime(agent.Process.Id)!.Value - cpu;
        shares.Sort();
        var p99 = At(shares, 0.99);
        Console.WriteLine(
            $"{shares.Count} pods one after the other: own share p50 {At(shares, 0.50).TotalMilliseconds:0.0} ms, "
            + $"p90 {At(shares, 0.90).TotalMilliseconds:0.0} ms, p99 {p99.TotalMilliseconds:0.0} ms, "
            + $"max {shares[^1].TotalMilliseconds:0.0} ms; bar {Bar.TotalMilliseconds:0} ms: {(p99 <= Bar ? "met" : "missed")}; "
            + $"agent CPU {cpu.TotalMilliseconds / shares.Count:0.0} ms per pod, start and removal together");
        foreach (var pause in pauses.GroupBy(p => p.Before))
        {
            Console.WriteLine(
                $"  without a call before {pause.Key}: {pause.Sum(p => p.Pause.TotalMilliseconds) / shares.Count:0.00} ms per pod, "
                + $"{(double)pause.Count() / shares.Count:0.0} times");
        }

        return 0;
    }

    private static async Task<TimeSpan> StartOneAsync(AgentProcess agent, RuntimeProxy proxy, RuntimeObserver observer, int number, List<(string Before, TimeSpan Pause)> pauses)
    {
        proxy.Take();
        var begin = 0L;
        await observer.TimeAsync(1, () =>
        {
            begin = Stopwatch.GetTimestamp();
            agent.Manifests.Write(DensityPod.Name(number), DensityPod.Manifest(number));
            return Task.CompletedTask;
        });
        List<RecordedCall> calls = [];
        await Eventually.TrueAsync(
            () =>
            {
                calls.AddRange(proxy.Take());
                return calls.Any(call => call.Method == "StartContainer");
            },
            "StartContainer has ended");
        pauses.AddRange(OwnShare.Pauses(begin, calls));
        return OwnShare.Of(begin, calls);
    }

    private static TimeSpan At(List<TimeSpan> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
