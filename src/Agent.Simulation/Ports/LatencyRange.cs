using Agent.Simulation.Randomness;

namespace Agent.Simulation.Ports;

/// <summary>How long calls of a kind take; each call's time is drawn from the range.</summary>
/// <param name="Least">At least; not negative.</param>
/// <param name="Most">At most.</param>
public readonly record struct LatencyRange(TimeSpan Least, TimeSpan Most)
{
    /// <summary>A range in milliseconds.</summary>
    public static LatencyRange Milliseconds(double least, double most) => new(TimeSpan.FromMilliseconds(least), TimeSpan.FromMilliseconds(most));

    /// <summary>Always the same.</summary>
    public static LatencyRange Always(TimeSpan time) => new(time, time);

    internal TimeSpan Draw(SeededRandom random) => random.Between(Least, Most);
}
