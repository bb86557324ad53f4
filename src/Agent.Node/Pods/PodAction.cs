using Agent.Node.Runtime;
using Agent.Node.Status;

namespace Agent.Node.Pods;

/// <summary>Something the pod actor is to do now.</summary>
internal abstract record PodAction
{
    /// <summary>RunPodSandbox, then PodSandboxStatus.</summary>
    public sealed record CreateSandbox(uint Attempt, string Why) : PodAction;

    /// <summary>StopPodSandbox for each.</summary>
    public sealed record StopSandboxes(IReadOnlyList<string> Ids) : PodAction;

    /// <summary>Have the container run in the sandbox; its actor respects the back-off.</summary>
    public sealed record StartContainer(string Name, string SandboxId) : PodAction;

    /// <summary>Stop the running instance.</summary>
    /// <param name="Name">The container.</param>
    /// <param name="Reason">Why, for the journal.</param>
    /// <param name="Grace">Seconds for its preStop hook and its end together; 0: neither hook nor grace beyond the runtime's minimum.</param>
    /// <param name="Event">Text of the Killing event; empty: the usual one.</param>
    /// <param name="Held">Its hook may run, its signal waits for <see cref="ReleaseStop"/> or the end of the grace.</param>
    public sealed record StopContainer(string Name, string Reason, long Grace, string Event = "", bool Held = false) : PodAction;

    /// <summary>Those that had to end before a container whose stop is held have ended.</summary>
    public sealed record ReleaseStop(string Name) : PodAction;

    /// <summary>Give up an attempt to start a container that has created nothing yet.</summary>
    public sealed record CancelStart(string Name) : PodAction;

    /// <summary>UpdateContainerResources of the running instance.</summary>
    public sealed record ResizeContainer(string Name, RuntimeResources Wanted) : PodAction;

    /// <summary>A container's exit restarts all of them.</summary>
    public sealed record BeginRestartAll(string Name) : PodAction;

    /// <summary>Nothing of the old containers is left: begin with the first init container.</summary>
    public sealed record EndRestartAll : PodAction;

    /// <summary>Stop a running container whose name the spec does not have.</summary>
    public sealed record StopStranger(string Id, string Name, long Grace) : PodAction;

    /// <summary>Remove dead instances.</summary>
    /// <param name="Ids">Their identifiers.</param>
    public sealed record RemoveContainers(IReadOnlyList<string> Ids) : PodAction;

    /// <summary>Remove stopped sandboxes.</summary>
    public sealed record RemoveSandboxes(IReadOnlyList<string> Ids) : PodAction;

    /// <summary>Have the pod's volumes made.</summary>
    public sealed record MountVolumes : PodAction;

    /// <summary>Have the pod's volumes taken away.</summary>
    public sealed record UnmountVolumes : PodAction;

    /// <summary>Remove the pod's directory and what is left below it.</summary>
    public sealed record RemoveDirectory : PodAction;

    /// <summary>Everything the pod was to do is done, or its time is over: terminate it.</summary>
    /// <param name="Reason">Completed, Failed, DeadlineExceeded.</param>
    /// <param name="Status">What its status is to say of it; null: nothing.</param>
    public sealed record EndPod(string Reason, PodEndStatus? Status = null) : PodAction;

    /// <summary>Nothing of the pod runs any more.</summary>
    public sealed record MarkTerminated : PodAction;

    /// <summary>Nothing of the pod is left.</summary>
    public sealed record MarkFinished : PodAction;
}
