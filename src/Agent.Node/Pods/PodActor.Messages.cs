using Agent.Kubernetes;
using Agent.Node.Resizing;
using Agent.Node.Runtime;
using Agent.Node.Status;

namespace Agent.Node.Pods;

internal sealed partial class PodActor
{
    /// <summary>Be this pod; sent at the start, after a crash, and when its spec changed.</summary>
    /// <param name="Pod">The desired pod; null: an orphan, to be stopped and removed.</param>
    /// <param name="Predecessor">UID of a pod of the same full name that must be gone first.</param>
    /// <param name="Status">What the runtime has of it; null: not known yet, a reading follows.</param>
    /// <param name="Facts">The node's facts; null: not known yet.</param>
    /// <param name="NetworkReady">The runtime's network is ready.</param>
    /// <param name="Incarnation">Counts the restarts of the actor.</param>
    /// <param name="Node">What statuses say of the node; null: not known yet, no status is built.</param>
    /// <param name="Previous">The status that a crashed predecessor built last.</param>
    /// <param name="Kill">The command that ends it, so that nothing is begun before.</param>
    /// <param name="NetworkProblem">Why the network is not ready, in the kubelet's words; empty: it is, or nothing is known of it.</param>
    internal sealed record Assign(
        V1Pod? Pod,
        string? Predecessor,
        PodRuntimeStatus? Status,
        NodeFacts? Facts,
        bool NetworkReady,
        int Incarnation,
        PodStatusFacts? Node,
        V1PodStatus? Previous,
        Kill? Kill,
        string NetworkProblem = "")
    {
        /// <summary>Why the pod does not have the resources it asks for; null: it has.</summary>
        public ResizePending? Pending { get; init; }
    }

    /// <summary>The spec changed.</summary>
    /// <param name="Pod">The pod, with the resources that it has been granted.</param>
    /// <param name="Pending">Why these are not those it asks for; null: they are.</param>
    internal sealed record Update(V1Pod Pod, ResizePending? Pending = null);

    /// <summary>The pod of the same name is gone.</summary>
    /// <param name="Next">UID of another one to wait for.</param>
    internal sealed record PredecessorGone(string? Next);

    /// <summary>The one command that ends a pod: deletion, eviction, preemption, shutdown.</summary>
    /// <param name="Reason">Removed, Evicted, …</param>
    /// <param name="GraceSeconds">Overrides the pod's own grace; null: the pod's.</param>
    /// <param name="Unwanted">Nothing of it is kept afterwards.</param>
    /// <param name="Status">What its status is to say of it; null: nothing.</param>
    internal sealed record Kill(string Reason, long? GraceSeconds, bool Unwanted, PodEndStatus? Status = null);

    /// <summary>The node's facts, the network's readiness or the runtime changed.</summary>
    /// <param name="Facts">The node's facts; null: not known yet.</param>
    /// <param name="NetworkReady">The runtime's network is ready.</param>
    /// <param name="Node">What statuses say of the node; null: not known yet.</param>
    /// <param name="NetworkProblem">Why the network is not ready, in the kubelet's words; empty: it is, or nothing is known of it.</param>
    internal sealed record Surroundings(NodeFacts? Facts, bool NetworkReady, PodStatusFacts? Node, string NetworkProblem = "");

    /// <summary>To the parent: the actor crashed and began anew; it waits for <see cref="Assign"/>.</summary>
    internal sealed record Crashed(string Uid, string Error);

    /// <summary>To the parent, before a restart: the status built last.</summary>
    internal sealed record Remember(string Uid, V1PodStatus? Status);

    /// <summary>To the parent: nothing of the pod runs any more.</summary>
    internal sealed record Stopped(string Uid);

    /// <summary>To the parent: nothing of the pod is left in the runtime.</summary>
    internal sealed record Finished(string Uid);

    private sealed class StepDue
    {
        public static readonly StepDue Instance = new();
    }

    private sealed class RemoveDue
    {
        public static readonly RemoveDue Instance = new();
    }

    private sealed class ReadDue
    {
        public static readonly ReadDue Instance = new();
    }

    private sealed class DeadlineDue
    {
        public static readonly DeadlineDue Instance = new();
    }

    private sealed record LogsPruned(CallId Call);

    private sealed record LogsNotPruned(CallId Call, string Container, string Error);

    private sealed record RestoreContainer(string Name);
}
