using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Agent.Cri;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Cluster;
using Agent.EndToEnd.Tests.Fixtures.Containerd;

namespace Agent.Benchmarks.Density;

/// <summary>
/// A burst of pods made at a real API server, each timed from its creation until a watcher sees it ready, beside the client
/// that makes only the runtime calls that pods need.
/// </summary>
internal static class ApiBurstBenchmark
{
    public const string Usage = "api-burst --agent PATH [--pods 100] [--pairs 3] [--concurrency N]";

    private const int DefaultConcurrency = 4;
    private const int WarmUpPods = 10;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (await BenchmarkArguments.ReadAsync(["--pods", "100", "--pairs", "3", .. arguments], Usage) is not { AgentPath: { } path } options)
        {
            return 2;
        }

        if (Prerequisites.MissingForCluster() is [_, ..] missing)
        {
            await Console.Error.WriteLineAsync(string.Join("; ", missing));
            return 2;
        }

        await using var lab = await LabDirectory.CreateAsync();
        await using var server = await ContainerdServer.StartAsync(lab);
        await server.ImportAsync([DensityPod.Image]);
        using var client = new CriClient(CriEndpoint.Parse(server.Endpoint));
        var bare = new BareClient(client, lab);
        await bare.MeasureAsync(WarmUpPods, DefaultConcurrency);
        using var plane = await ControlPlane.StartAsync(lab);
        Write(
            $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} CPUs, {DateTime.UtcNow:yyyy-MM-dd}; etcd, kube-apiserver, "
            + "controllers and scheduler run on the same CPUs, for both");
        foreach (var pods in options.PodCounts)
        {
            await PairsAsync(options with { AgentPath = path }, bare, client, plane, lab, server, pods);
        }

        return 0;
    }

    private static async Task PairsAsync(
        DensityOptions options, BareClient bare, CriClient client, ControlPlane plane, LabDirectory lab, ContainerdServer server, int pods)
    {
        List<double> ratios = [];
        for (var pair = 1; pair <= options.Pairs; pair++)
        {
            var bareTime = await bare.MeasureAsync(pods, options.Concurrency ?? DefaultConcurrency);
            await using var agent = await AgentProcess.StartAsync(
                lab, options.AgentPath!, server.Endpoint, "",
                "--kubeconfig", plane.NodeKubeconfig, "--node-ip", server.Network.Gateway);
            using var burst = new ApiBurst(plane);
            await burst.NodeReadyAsync();
            var watch = Stopwatch.StartNew();
            var times = await burst.RunAsync(pods);
            var total = watch.Elapsed;
            await burst.DeleteAsync();
            await RuntimeCleaner.WaitUntilQuietAsync(client);
            ratios.Add(total / bareTime);
            Write(
                $"pair {pair}, {pods} pods: bare client {bareTime.TotalSeconds:0.00} s, creation to Ready of all {total.TotalSeconds:0.00} s, "
                + $"ratio {ratios[^1]:0.00}; of one p50 {At(times, 0.5)} s, p90 {At(times, 0.9)} s, p99 {At(times, 0.99)} s");
        }

        Write($"{pods} pods: ratios to the bare client {string.Join(", ", ratios.Select(r => r.ToString("0.00", CultureInfo.InvariantCulture)))}");
    }

    private static string At(IReadOnlyList<TimeSpan> sorted, double part) =>
        sorted[(int)Math.Ceiling(part * sorted.Count) - 1].TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Write(string line) => Console.WriteLine(line);
}
