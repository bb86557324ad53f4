using System.Globalization;
using System.Runtime.InteropServices;
using Agent.Cri;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Containerd;

namespace Agent.Benchmarks.Density;

/// <summary>
/// A burst of pods on containerd until all run: a client that makes only the calls it must, and the agent with the same pods
/// as manifests, by turns on one containerd. The same observer, who asks the runtime, times both.
/// </summary>
internal static class DensityBenchmark
{
    private const double Bar = 1.10;
    private const int WarmUpPods = 10;

    private static readonly int[] Concurrencies = [1, 2, 3, 4, 6, 8];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        DensityOptions options;
        try
        {
            options = DensityOptions.Parse(arguments);
        }
        catch (FormatException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }

        if (Prerequisites.MissingForContainerd() is [_, ..] missing)
        {
            await Console.Error.WriteLineAsync(string.Join("; ", missing));
            return 2;
        }

        await using var lab = await LabDirectory.CreateAsync();
        await using var server = await ContainerdServer.StartAsync(lab);
        await server.ImportAsync([DensityPod.Image]);
        using var client = new CriClient(CriEndpoint.Parse(server.Endpoint));
        Write($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} CPUs, {DateTime.UtcNow:yyyy-MM-dd}");

        await using var proxy = options.CountCalls ? await RuntimeProxy.StartAsync(lab.Combine("bare.sock"), server.Socket) : null;
        using var proxied = new CriClient(CriEndpoint.Parse(proxy?.Endpoint ?? server.Endpoint));
        var bare = new BareClient(proxied, lab);
        await bare.MeasureAsync(WarmUpPods, 4);
        foreach (var pods in options.PodCounts)
        {
            var concurrency = options.Concurrency ?? await FindConcurrencyAsync(bare, pods);
            await (options.AgentPath is { } agent
                ? PairsAsync(options, bare, new AgentBurst(client, server, lab, agent, options.WarmUp, options.CountCalls), proxy, pods, concurrency)
                : BareAsync(options, bare, pods, concurrency));
        }

        return 0;
    }

    private static async Task<int> FindConcurrencyAsync(BareClient bare, int pods)
    {
        Dictionary<int, TimeSpan> times = [];
        foreach (var concurrency in Concurrencies)
        {
            times[concurrency] = await bare.MeasureAsync(pods, concurrency);
            Write($"bare client, {pods} pods, {concurrency} at once: {times[concurrency].TotalSeconds:0.00} s");
        }

        return times.MinBy(time => time.Value).Key;
    }

    private static async Task BareAsync(DensityOptions options, BareClient bare, int pods, int concurrency)
    {
        List<double> times = [];
        for (var run = 0; run < options.Pairs; run++)
        {
            times.Add((await bare.MeasureAsync(pods, concurrency)).TotalSeconds);
        }

        Write($"bare client, {pods} pods, {concurrency} at once: median {Median(times):0.00} s of {Join(times)}");
    }

    private static async Task PairsAsync(DensityOptions options, BareClient bare, AgentBurst agent, RuntimeProxy? proxy, int pods, int concurrency)
    {
        await agent.MeasureAsync(WarmUpPods);
        List<double> ratios = [];
        for (var pair = 1; pair <= options.Pairs; pair++)
        {
            proxy?.Take();
            var bareTime = await bare.MeasureAsync(pods, concurrency);
            proxy?.PrintTotals("bare client");
            var burst = await agent.MeasureAsync(pods);
            ratios.Add(burst.Time / bareTime);
            Write(
                $"pair {pair}, {pods} pods: bare {bareTime.TotalSeconds:0.00} s, agent {burst.Time.TotalSeconds:0.00} s, "
                + $"ratio {ratios[^1]:0.000}; agent CPU {burst.CpuTime.TotalMilliseconds / pods:0.0} ms per pod, "
                + $"{burst.ResidentBytes / 1e6:0} MB resident");
        }

        var median = Median(ratios);
        Write($"{pods} pods: median ratio {median:0.000}, bar {Bar:0.00}: {(median <= Bar ? "met" : "missed")}");
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Join(IEnumerable<double> values) =>
        string.Join(", ", values.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)));

    private static void Write(string line) => Console.WriteLine(line);
}
