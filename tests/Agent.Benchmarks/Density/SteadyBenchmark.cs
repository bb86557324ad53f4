using System.Diagnostics;
using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Containerd;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.Benchmarks.Density;

/// <summary>
/// What running pods cost when nothing happens to them: the agent's CPU time and resident memory. Then the agent is killed and
/// started again: how long until it has taken them over, and whether a container noticed.
/// </summary>
internal static class SteadyBenchmark
{
    public const string Usage = "steady --agent PATH [--pods 100]";

    private const double CpuBar = 0.015;
    private const double MemoryBar = 95e6;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RestartBar = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (await BenchmarkArguments.ReadAsync(["--pods", "100", .. arguments], Usage) is not { AgentPath: { } path } options)
        {
            return 2;
        }

        await using var lab = await LabDirectory.CreateAsync();
        await using var server = await ContainerdServer.StartAsync(lab);
        await server.ImportAsync([DensityPod.Image]);
        using var client = new CriClient(CriEndpoint.Parse(server.Endpoint));
        await using var agent = await AgentProcess.StartAsync(lab, path, server.Endpoint);
        foreach (var pods in options.PodCounts)
        {
            agent.Manifests.WriteAll(Enumerable.Range(0, pods).ToDictionary(DensityPod.Name, DensityPod.Manifest));
            await Eventually.TrueAsync(async () => await RunningAsync(agent) == pods, $"{pods} pods run", TimeSpan.FromMinutes(5));
            await Task.Delay(Settling);
            await ReportSteadyAsync(agent, pods);
            await ReportRestartAsync(agent, client, pods);
            agent.Manifests.Clear();
            await RuntimeCleaner.WaitUntilGoneAsync(client);
        }

        return 0;
    }

    private static async Task ReportSteadyAsync(AgentProcess agent, int pods)
    {
        var id = agent.Process.Id;
        var watch = Stopwatch.StartNew();
        var before = ProcessTable.CpuTime(id)!.Value;
        await Task.Delay(Steady);
        var share = (ProcessTable.CpuTime(id)!.Value - before) / watch.Elapsed;
        var resident = ProcessTable.ResidentBytes(id)!.Value;
        Console.WriteLine(
            $"{pods} pods, steady for {Steady.TotalSeconds:0} s: {share * 100:0.00} % of one core, bar {CpuBar * 100:0.0} %: {Verdict(share <= CpuBar)}; "
            + $"{resident / 1e6:0.0} MB resident, bar {MemoryBar / 1e6:0} MB: {Verdict(resident <= MemoryBar)}");
    }

    private static async Task ReportRestartAsync(AgentProcess agent, CriClient client, int pods)
    {
        var containers = await ContainersAsync(client);
        await agent.KillAsync();
        var watch = Stopwatch.StartNew();
        await agent.StartAsync();
        var adopted = watch.Elapsed;
        await Eventually.TrueAsync(async () => await RunningAsync(agent) == pods, $"{pods} pods are adopted");
        var all = watch.Elapsed;
        await Task.Delay(Settling);
        var changed = (await ContainersAsync(client)).Except(containers).Count();
        var met = all < RestartBar && changed == 0;
        Console.WriteLine(
            $"{pods} pods, agent killed and started: at work after {adopted.TotalSeconds:0.00} s, all pods taken over after {all.TotalSeconds:0.00} s "
            + $"(asked every 50 ms), {changed} containers changed; bar {RestartBar.TotalSeconds:0} s and 0: {Verdict(met)}");
    }

    private static async Task<int> RunningAsync(AgentProcess agent) =>
        (await agent.ExplainAsync()).Pods.Count(pod => pod.State == "Running");

    private static async Task<List<(string Id, ContainerState State)>> ContainersAsync(CriClient client)
    {
        var list = await client.ListContainersAsync(new ListContainersRequest(), CancellationToken.None);
        return [.. list.Containers.Select(container => (container.Id, container.State))];
    }

    private static string Verdict(bool met) => met ? "met" : "missed";
}
