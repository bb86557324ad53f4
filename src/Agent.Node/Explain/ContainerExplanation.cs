namespace Agent.Node.Explain;

/// <summary>What a container says of itself.</summary>
/// <param name="Name">Container name.</param>
/// <param name="Kind">init, sidecar, regular or ephemeral.</param>
/// <param name="State">Named state, e.g. PullingImage, Running, BackingOff, Exited.</param>
/// <param name="Reason">Kubernetes' reason: CrashLoopBackOff, ErrImagePull, Completed, OOMKilled, …</param>
/// <param name="Message">Details of the reason.</param>
/// <param name="Image">The image of the pod spec.</param>
/// <param name="ContainerId">The runtime's identifier of the newest instance; empty if there is none.</param>
/// <param name="RestartCount">Restarts so far.</param>
/// <param name="ExitCode">Exit code of the newest exited instance.</param>
/// <param name="Since">Since when the state holds.</param>
/// <param name="NextTimer">The next timer, e.g. the restart.</param>
public sealed record ContainerExplanation(
    string Name,
    string Kind,
    string State,
    string Reason,
    string Message,
    string Image,
    string ContainerId,
    int RestartCount,
    int? ExitCode,
    DateTimeOffset Since,
    ExplainedTimer? NextTimer)
{
    /// <summary>What its probes say; empty: it has none.</summary>
    public IReadOnlyList<ProbeExplanation> Probes { get; init; } = [];
}
