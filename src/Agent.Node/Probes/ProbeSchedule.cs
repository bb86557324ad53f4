namespace Agent.Node.Probes;

/// <summary>When a container is probed.</summary>
internal static class ProbeSchedule
{
    /// <summary>A probe that errors is repeated at once, so many times in all; the kubelet's 3.</summary>
    public const int Attempts = 3;

    /// <summary>
    /// After a start of the agent the first probes of all containers are spread over this time, and the second ones over a period:
    /// soon enough to tell the truth, and not all at once ever after.
    /// </summary>
    public static readonly TimeSpan Spread = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstEager = TimeSpan.FromSeconds(1);

    /// <summary>Whether the agent has begun so recently that probes must be spread.</summary>
    public static bool IsSpread(ProbeTiming timing, DateTimeOffset now, DateTimeOffset agentStarted) => now - agentStarted < timing.Period;

    /// <summary>When an instance is probed first: when it runs, and has for the initial delay.</summary>
    /// <param name="timing">The probe's numbers.</param>
    /// <param name="started">When the instance started.</param>
    /// <param name="now">Now.</param>
    /// <param name="spread">From 0 to 1; null: not spread.</param>
    public static DateTimeOffset First(ProbeTiming timing, DateTimeOffset started, DateTimeOffset now, double? spread)
    {
        var due = started + timing.InitialDelay;
        var first = due > now ? due : now;
        return spread is { } part ? first + (Least(timing.Period, Spread) * part) : first;
    }

    /// <summary>When it is probed next: in rhythm; beats that were missed are not made up for.</summary>
    /// <param name="timing">The probe's numbers.</param>
    /// <param name="due">When this one was due.</param>
    /// <param name="now">Now.</param>
    /// <param name="eager">
    /// Probes so far of a container that is not ready: it is probed again after 1, 2, 4, … s, up to the period. null: it is not waited for.
    /// </param>
    /// <param name="spread">From 0 to 1; null: not spread.</param>
    public static DateTimeOffset Next(ProbeTiming timing, DateTimeOffset due, DateTimeOffset now, int? eager, double? spread)
    {
        var pause = eager is { } n ? Least(timing.Period, FirstEager * Math.Pow(2, Math.Clamp(n - 1, 0, 20))) : timing.Period;
        var next = due + (spread is { } part ? pause * part : pause);
        return next > now ? next : now;
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
