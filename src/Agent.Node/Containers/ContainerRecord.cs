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

    /// <summary>A running instance counts as started: nothing says otherwise.</summary>
    public bool Started { get; init; } = true;

    /// <summary>A started instance counts as ready: nothing says otherwise.</summary>
    public bool Ready { get; init; } = true;

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

    /// <summary>An attempt to start it is under way or due: nobody needs to ask for it again.</summary>
    public bool IsInProgress => Phase is ContainerPhase.BackingOff or ContainerPhase.PullingImage or ContainerPhase.Creating
        or ContainerPhase.Starting or ContainerPhase.Stopping or ContainerPhase.Failed or ContainerPhase.Recovering;

    /// <summary>Something of it may be running or come to run by itself.</summary>
    public bool MayRun => Phase is ContainerPhase.Running or ContainerPhase.Creating or ContainerPhase.Starting or ContainerPhase.Stopping
        or ContainerPhase.Recovering || Instance?.State is ContainerInstanceState.Running;

    /// <summary>Restarts so far, for status and tables.</summary>
    public int RestartCount => Instance?.RestartCount ?? Math.Max(0, LastRestartCount);
}
