namespace Agent.Node.Probes;

/// <summary>
/// What it means that a probe's time ran out. An agent that does not get the CPU sees answers late that came in time; it must not
/// restart healthy containers for that.
/// </summary>
internal static class ProbeLateness
{
    /// <summary>A deadline seen later than this was seen by an agent that did not get to run.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    /// <summary>What to do.</summary>
    /// <param name="late">How long after the deadline the agent saw it.</param>
    /// <param name="isExtended">The probe has been given more time already.</param>
    public static LateDeadline Judge(TimeSpan late, bool isExtended) =>
        late <= Tolerance ? LateDeadline.Failure
        : isExtended ? LateDeadline.Discard
        : LateDeadline.Extend;
}
