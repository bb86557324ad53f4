using Agent.Kubernetes;
using Agent.Node.Resizing;
using Agent.Node.Resources.Cgroups;
using Agent.Node.Status;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>What the actor of all pods keeps of one; the pod's actor is nobody until the runtime's pods are known.</summary>
internal sealed class PodEntry(string uid)
{
    public string Uid { get; } = uid;

    /// <summary>Null: an orphan.</summary>
    public V1Pod? Pod
    {
        get => field;
        set
        {
            field = value;
            BurstableMilliCpu = value is null ? 0 : PodCgroups.BurstableMilliCpu(value);
        }
    }

    /// <summary>CPU that it adds to the Burstable class, in thousandths.</summary>
    public long BurstableMilliCpu { get; private set; }

    public string FullName { get; init; } = "";

    /// <summary>UID of a pod of the same full name that must be gone first.</summary>
    public string? Predecessor { get; set; }

    public IActorRef Actor { get; set; } = ActorRefs.Nobody;

    /// <summary>The command that ends it, to be repeated after a crash.</summary>
    public PodActor.Kill? Kill { get; set; }

    /// <summary>What it has been granted, where its spec asks for something else; null: what it asks for.</summary>
    public PodAllocation? Allocated { get; set; }

    /// <summary>Why it does not have what it asks for.</summary>
    public ResizePending? Pending { get; set; }

    /// <summary>Since when it waits for that.</summary>
    public DateTimeOffset PendingSince { get; set; }

    /// <summary>The pod with what it has been granted.</summary>
    public V1Pod? Granted => Pod is { } pod && Allocated is { } allocated ? allocated.Apply(pod) : Pod;

    /// <summary>UIDs of pods that end to make room for this one.</summary>
    public IReadOnlyList<string> Preempted { get; set; } = [];

    /// <summary>It takes room on the node: admitted, and not yet ended.</summary>
    public bool TakesRoom => Pod is { } pod && !HasStopped && !IsFinished && Kill?.Status is not { IsRejection: true }
        && (pod.Metadata.DeletionTimestamp is not null || !PodPhases.IsTerminal(pod.Status.Phase));

    /// <summary>The status that its actor built last before a crash.</summary>
    public V1PodStatus? Status { get; set; }

    /// <summary>No source has it any more.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Nothing of it runs any more.</summary>
    public bool HasStopped { get; set; }

    /// <summary>Nothing of it is left; its actor is being stopped, or is gone while a source still has the pod.</summary>
    public bool IsFinished { get; set; }

    /// <summary>The pod that takes the same UID once this one is gone.</summary>
    public V1Pod? Next { get; set; }

    /// <summary>Counts the restarts of its actor.</summary>
    public int Incarnation { get; set; }

    public CrashHistory Crashes { get; set; } = CrashHistory.None;

    /// <summary>It will be gone: a pod of the same name or UID has to wait for that.</summary>
    public bool IsEnding => Pod is null || Kill is not null || IsFinished;
}
