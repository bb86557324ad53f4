namespace Agent.Node.Probes;

/// <summary>What a probe decides.</summary>
internal enum ProbeKind
{
    /// <summary>Whether the container has started; until then the other two wait.</summary>
    Startup,

    /// <summary>Whether it is to be restarted.</summary>
    Liveness,

    /// <summary>Whether it gets traffic.</summary>
    Readiness,
}
