namespace Agent.Node.Tests.Probes;

/// <summary>A clock that goes ahead of the timers, as it seems to an agent that did not get the CPU.</summary>
internal sealed class LeapingTime(TimeProvider inner) : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Ahead;

    public override long GetTimestamp() => inner.GetTimestamp() + (long)(Ahead.TotalSeconds * inner.TimestampFrequency);
}
