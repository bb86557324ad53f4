namespace Agent.Node.Probes;

/// <summary>What holds of a container by one of its probes, once enough answers in a row have said so.</summary>
internal enum ProbeResult
{
    /// <summary>Nothing yet.</summary>
    Unknown,

    Success,

    Failure,
}
