using System.Diagnostics;

namespace Agent.Benchmarks.Actors;

/// <summary>How often something happens per second.</summary>
/// <param name="Wall">By the clock.</param>
/// <param name="Cpu">
/// By the processor time that it took, as if all processors did nothing else: what a machine that is busy with other work
/// would do if it were idle.
/// </param>
internal readonly record struct Rate(double Wall, double Cpu)
{
    public static Rate Measure(double count, Action action)
    {
        using var process = Process.GetCurrentProcess();
        var clock = Stopwatch.StartNew();
        var cpu = process.TotalProcessorTime;
        action();
        process.Refresh();
        return new Rate(
            count / clock.Elapsed.TotalSeconds,
            count * Environment.ProcessorCount / (process.TotalProcessorTime - cpu).TotalSeconds);
    }
}
