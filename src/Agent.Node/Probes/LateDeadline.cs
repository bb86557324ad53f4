namespace Agent.Node.Probes;

/// <summary>What becomes of a probe whose time ran out.</summary>
internal enum LateDeadline
{
    /// <summary>The container did not answer in time.</summary>
    Failure,

    /// <summary>The agent was late itself: the same time once more, in which an answer that waits is seen.</summary>
    Extend,

    /// <summary>The agent was late again: the probe says nothing.</summary>
    Discard,
}
