using System.Globalization;

namespace Agent.Benchmarks.Density;

/// <summary>CPU time of the whole machine, in ticks (the first line of /proc/stat).</summary>
internal readonly record struct MachineCpu(long Idle, long Total)
{
    public static MachineCpu Read()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToList();

        // Fields 4 and 5: idle, and idle while waiting for the disk.
        return new MachineCpu(ticks[3] + ticks[4], ticks.Take(8).Sum());
    }

    /// <summary>0 to 1: the share of all CPUs that was not idle.</summary>
    public double BusyShareSince(MachineCpu before) =>
        Total == before.Total ? 0 : 1 - ((double)(Idle - before.Idle) / (Total - before.Total));
}
