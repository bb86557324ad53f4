using System.Globalization;

namespace Agent.Benchmarks.Actors;

/// <summary>What the actor runtime can do, each figure with its bar beside it. Best of several runs.</summary>
internal static class ActorBenchmark
{
    private const int Runs = 7;

    public static int Run(string[] only)
    {
        var met = true;
        if (only is [] or ["messages"])
        {
            met &= ReportRate("messages per second (2 pairs, 64 in flight each)", 22e6, PingPong.Messages);
        }

        if (only is [] or ["spawns"])
        {
            met &= ReportRate("spawns per second", 500e3, Spawning.Spawns);
        }

        if (only is [] or ["idle"])
        {
            var bytes = Enumerable.Range(0, Runs).Select(_ => IdleActors.BytesPerActor()).ToArray();
            met &= Report("bytes per idle actor (ReceiveActor, 2 handlers)", bytes.Min(), 700, bytes.Min() <= 700, bytes);
        }

        return met ? 0 : 1;
    }

    private static bool ReportRate(string what, double bar, Func<Rate> measure)
    {
        var rates = Enumerable.Range(0, Runs).Select(_ => measure()).ToArray();
        var best = rates.Max(rate => rate.Wall);
        var met = Report(what, best, bar, best >= bar, [.. rates.Select(rate => rate.Wall)]);
        var cpu = rates.Select(rate => rate.Cpu).ToArray();
        Console.WriteLine($"  by processor time: {Text(cpu.Max())} (all runs: {All(cpu)})");
        return met;
    }

    private static bool Report(string what, double best, double bar, bool met, double[] all)
    {
        Console.WriteLine($"{what}: {Text(best)} (bar: {Text(bar)}, {(met ? "met" : "MISSED")}; all runs: {All(all)})");
        return met;
    }

    private static string All(double[] figures) => string.Join(' ', figures.Select(Text));

    private static string Text(double figure) => figure.ToString("N0", CultureInfo.InvariantCulture);
}
