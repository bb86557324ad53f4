namespace Agent.Node.Probes;

/// <summary>How one probe went.</summary>
internal enum ProbeOutcome
{
    Success,

    /// <summary>Counts as a success, and people are told: a redirect that was not followed.</summary>
    Warning,

    Failure,

    /// <summary>It could not be made; says nothing of the container.</summary>
    Error,

    /// <summary>Its time ran out while the agent itself did not get to run; says nothing of the container.</summary>
    Late,
}
