using Agent.Kubernetes;
using Agent.Node.Host;
using Agent.Node.Probes;
using Agent.Node.Runtime;

namespace Agent.Node.Containers;

internal sealed partial class ContainerActor
{
    /// <summary>Run as told; ignored while a call of an earlier start or stop is under way: the pod asks again.</summary>
    internal sealed record Start(ContainerTarget Target);

    /// <summary>Stop the running instance.</summary>
    /// <param name="Reason">Why, for the journal and the Killing event.</param>
    /// <param name="GraceSeconds">For its preStop hook and from the stop signal to SIGKILL together; 0: without the hook.</param>
    /// <param name="Event">Text of the Killing event; empty: the usual one.</param>
    /// <param name="Held">The signal waits for <see cref="Release"/>, at most until the grace is over.</param>
    internal sealed record Stop(string Reason, long GraceSeconds, string Event = "", bool Held = false);

    /// <summary>What hooks and probes need of the pod; sent before anything else, and when it changed.</summary>
    /// <param name="Pod">The pod.</param>
    /// <param name="PodIp">Its address, as its status has it; empty: none yet.</param>
    internal sealed record Know(V1Pod Pod, string PodIp);

    /// <summary>Those that were to end before have ended.</summary>
    internal sealed record Release;

    /// <summary>Give up an attempt to start that has created nothing yet.</summary>
    internal sealed record Cancel;

    /// <summary>Set the resources of the running instance.</summary>
    /// <param name="Wanted">What it is to have.</param>
    /// <param name="Request">The same in CRI's form.</param>
    internal sealed record Resize(RuntimeResources Wanted, Cri.Protocol.LinuxContainerResources Request);

    private sealed class ResizeDue
    {
        public static readonly ResizeDue Instance = new();
    }

    /// <summary>Its instances have been removed: go on from this record.</summary>
    internal sealed record Reset(ContainerRecord Record);

    /// <summary>Give up every attempt to start: the pod ends.</summary>
    internal sealed record Halt;

    /// <summary>What the runtime has of this container, newest first.</summary>
    /// <param name="Instances">All instances.</param>
    /// <param name="ReadAt">When the reading began.</param>
    internal sealed record Observed(IReadOnlyList<ContainerInstance> Instances, long ReadAt);

    /// <summary>After a crash: go on from this record.</summary>
    internal sealed record Restore(ContainerRecord Record, int Incarnation);

    /// <summary>To the pod: the record changed.</summary>
    internal sealed record Report(ContainerRecord Record);

    /// <summary>To the pod: the actor crashed and began anew; it waits for <see cref="Restore"/>.</summary>
    internal sealed record Crashed(string Name, string Error);

    /// <summary>To the pod: nothing is known of the effect of a call; read the runtime.</summary>
    internal sealed record NeedsReading(string Name);

    private sealed record LogsPrepared(CallId Call, int HighestRestartCount, string? Error);

    private sealed record Linked(CallId Call);

    private sealed record NotLinked(CallId Call, string Link, string Error);

    private sealed record HookHttpAnswered(CallId Call, HttpAnswer Answer);

    private sealed record HookHttpFailed(CallId Call, string Error, bool IsPlaintext);

    private sealed record HookSlept(CallId Call);

    private sealed record HookOverdue(CallId Call);

    private sealed record ProbeAgain(ProbeKind Kind);

    private sealed class Due
    {
        public static readonly Due Instance = new();
    }

    private sealed class ShowBackOff
    {
        public static readonly ShowBackOff Instance = new();
    }
}
