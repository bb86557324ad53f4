using Agent.Node.Probes;
using Agent.Node.Runtime;

namespace Agent.Node.Containers;

/// <summary>
/// What a pod records of one of its containers. The container's actor keeps it and reports each change;
/// an actor that crashed is restarted from the record its pod holds.
/// </summary>
internal sealed record ContainerRecord
{
    public required string Name { get; init; }

    public required ContainerKind Kind { get; init; }

    public ContainerPhase Phase { get; init; } = ContainerPhase.Waiting;

    /// <summary>Since when the phase holds.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The newest instance, if any.</summary>
    public ContainerInstance? Instance { get; init; }

    /// <summary>The instance before it, if known.</summary>
    public ContainerInstance? Previous { get; init; }

    /// <summary>Identifiers of all instances the runtime has, newest first.</summary>
    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    /// <summary>Kubernetes' reason while not running: ErrImagePull, CrashLoopBackOff, RunContainerError, …</summary>
    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>Why the last attempt to start it failed or the next one waits; kept until it runs.</summary>
    public StartFailure? Failure { get; init; }

    /// <summary>The probes that its spec has.</summary>
    public ProbeKinds Probes { get; init; }

    /// <summary>What they say.</summary>
    public ContainerHealth Health { get; init; } = ContainerHealth.None;

    /// <summary>The hook that runs; null: none.</summary>
    public HookProgress? Hook { get; init; }

    /// <summary>The highest restart count of any instance so far; -1: none known.</summary>
    public int LastRestartCount { get; init; } = -1;

    /// <summary>When a call for it was last answered (TimeProvider timestamp): older readings of the runtime may lack its effect.</summary>
    public long ActedAt { get; init; }

    /// <summary>The sandbox it was last asked to run in.</summary>
    public string TargetSandboxId { get; init; } = "";

    /// <summary>When the next attempt or restart is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Failed attempts in a row to start it.</summary>
    public int Failures { get; init; }

    public RestartBackoff? Backoff { get; init; }

    /// <summary>Why the stop under way was asked for.</summary>
    public string StopReason { get; init; } = "";

    /// <summary>The stop under way waits for other containers of the pod to end first, at most until <see cref="DueAt"/>.</summary>
    public bool StopHeld { get; init; }

    /// <summary>All containers of the pod are being restarted: its instances are removed, and this is the count of the next, which does not run yet.</summary>
    public int? ResetCount { get; init; }

    /// <summary>When the instance finished whose exit led to that; its back-off counts from there.</summary>
    public DateTimeOffset? ResetExitAt { get; init; }

    /// <summary>Its newest instance counts as started, if it runs: no probe and no hook says otherwise.</summary>
    public bool Started => Report(ProbeKind.Startup).Result == ProbeResult.Success && Failure?.Reason != StartFailure.PostStartHook;

    /// <summary>Its newest instance counts as ready, if it runs.</summary>
    public bool Ready => Started && Report(ProbeKind.Readiness).Result == ProbeResult.Success;

    /// <summary>The probe for whose failure the newest instance is to be killed, or was; null: none.</summary>
    public ProbeKind? FailedProbe => Instance is null ? null
        : Report(ProbeKind.Liveness).Result == ProbeResult.Failure ? ProbeKind.Liveness
        : Report(ProbeKind.Startup).Result == ProbeResult.Failure ? ProbeKind.Startup
        : null;

    /// <summary>The resources last set while it ran, and the instance they were set for; null: none.</summary>
    public AppliedResources? Applied { get; init; }

    /// <summary>The resources that are being set now; null: none.</summary>
    public RuntimeResources? Resizing { get; init; }

    /// <summary>Why the last attempt to set them failed; empty: it did not.</summary>
    public string ResizeError { get; init; } = "";

    /// <summary>When the next such attempt is due.</summary>
    public DateTimeOffset? ResizeDueAt { get; init; }

    /// <summary>What its newest instance may use, as far as known.</summary>
    public RuntimeResources? Actuated => Instance is null ? null : Applied?.InstanceId == Instance.Id ? Applied.Resources : Instance.Resources;

    /// <summary>An attempt to start it is under way or due: nobody needs to ask for it again.</summary>
    public bool IsInProgress => Phase is ContainerPhase.BackingOff or ContainerPhase.PullingImage or ContainerPhase.Creating
        or ContainerPhase.Starting or ContainerPhase.Stopping or ContainerPhase.Failed or ContainerPhase.Recovering;

    /// <summary>Something of it may be running or come to run by itself.</summary>
    public bool MayRun => Phase is ContainerPhase.Running or ContainerPhase.Creating or ContainerPhase.Starting or ContainerPhase.Stopping
        or ContainerPhase.Recovering || Instance?.State is ContainerInstanceState.Running;

    /// <summary>Restarts so far, for status and tables.</summary>
    public int RestartCount => Instance?.RestartCount ?? Math.Max(0, LastRestartCount);

    /// <summary>What a probe says of the newest instance; a probe that the spec does not have has nothing against it.</summary>
    public ProbeReport Report(ProbeKind kind) =>
        !Probes.Has(kind) ? new ProbeReport(ProbeResult.Success)
        : Instance is { } instance && instance.Id == Health.InstanceId ? Health[kind]
        : new ProbeReport(ProbeRun.Initial(kind));
}
