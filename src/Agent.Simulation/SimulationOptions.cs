namespace Agent.Simulation;

/// <summary>What a simulation is made from. Two simulations of the same program with the same options do the same.</summary>
public sealed record SimulationOptions
{
    /// <summary>Decides everything that is left open: the order of messages, latencies, faults.</summary>
    public long Seed { get; init; }

    /// <summary>The date and time at the beginning.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Share, from 0 to 1, of an actor's turns that come late, as on a busy machine, so that time passes between a message's
    /// arrival and its processing. 0: messages take no time.
    /// </summary>
    public double DelayedRuns { get; init; }

    /// <summary>How late at most.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Messages without end at one instant are a fault of the program: that many are too many.</summary>
    public long MaxStepsPerInstant { get; init; } = 20_000_000;
}
