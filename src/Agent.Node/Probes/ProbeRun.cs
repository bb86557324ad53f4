namespace Agent.Node.Probes;

/// <summary>Where a probe of one instance of a container stands.</summary>
/// <param name="Result">What holds.</param>
/// <param name="Successes">Whether the answers counted last were successes.</param>
/// <param name="Count">So many of these in a row.</param>
/// <param name="OnHold">It has decided for this instance: no more probes until there is another.</param>
internal sealed record ProbeRun(ProbeResult Result, bool Successes = false, int Count = 0, bool OnHold = false)
{
    /// <summary>What holds of an instance that was never probed: not ready, alive, start unknown.</summary>
    public static ProbeResult Initial(ProbeKind kind) => kind switch
    {
        ProbeKind.Readiness => ProbeResult.Failure,
        ProbeKind.Liveness => ProbeResult.Success,
        _ => ProbeResult.Unknown,
    };

    /// <summary>Begins with what is known of the instance; one that has started need not do so again.</summary>
    public static ProbeRun Begin(ProbeKind kind, ProbeResult result) => new(result, OnHold: IsDecisive(kind, result));

    /// <summary>A result after which the instance is not probed any more.</summary>
    public static bool IsDecisive(ProbeKind kind, ProbeResult result) => kind switch
    {
        ProbeKind.Liveness => result == ProbeResult.Failure,
        ProbeKind.Startup => result != ProbeResult.Unknown,
        _ => false,
    };
}
