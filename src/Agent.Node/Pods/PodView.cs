using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Resizing;
using Agent.Node.Runtime;
using Agent.Node.Status;
using Agent.Node.Volumes;

namespace Agent.Node.Pods;

/// <summary>Everything the pod's decisions are made from; the pod actor keeps it and replaces it whole.</summary>
internal sealed record PodView
{
    /// <summary>No resize is under way.</summary>
    public static readonly ImmutableSortedDictionary<string, RuntimeResources> NothingGranted =
        ImmutableSortedDictionary.Create<string, RuntimeResources>(StringComparer.Ordinal);

    public required string Uid { get; init; }

    /// <summary>The desired pod; null for an orphan that only the runtime knows.</summary>
    public V1Pod? Pod { get; init; }

    public PodWork Work { get; init; } = PodWork.Sync;

    /// <summary>Another pod of the same full name must be gone first; its UID.</summary>
    public string? Predecessor { get; init; }

    /// <summary>The runtime has told what it has of the pod.</summary>
    public bool Adopted { get; init; }

    /// <summary>The network plug-in is ready; pods off the host network wait for it.</summary>
    public bool NetworkReady { get; init; }

    /// <summary>The node's facts, its resolver above all, are not known yet: nothing is begun that would be made without them.</summary>
    public bool AwaitsFacts { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SandboxInstance> Sandboxes { get; init; } = [];

    public SandboxStep Step { get; init; }

    /// <summary>When a failed step is tried again.</summary>
    public DateTimeOffset? StepDueAt { get; init; }

    /// <summary>Failures of the step in a row.</summary>
    public int StepFailures { get; init; }

    /// <summary>What the step waits for or why it failed.</summary>
    public string StepDetail { get; init; } = "";

    /// <summary>Init containers, then regular ones, then ephemeral ones, each in spec order.</summary>
    public ImmutableArray<ContainerRecord> Containers { get; init; } = [];

    /// <summary>The volumes that its containers mount, in spec order; empty before they are begun.</summary>
    public ImmutableArray<VolumeRecord> Volumes { get; init; } = [];

    /// <summary>Its directory on the host may exist; it is removed with the pod.</summary>
    public bool MayHaveDirectory { get; init; }

    /// <summary>Containers in the runtime whose name the spec does not have.</summary>
    public ImmutableArray<ContainerInstance> Strangers { get; init; } = [];

    /// <summary>Effective grace in seconds while terminating; 0: not terminating yet.</summary>
    public long Grace { get; init; }

    /// <summary>Why it terminates: Completed, Removed, Evicted, …</summary>
    public string EndReason { get; init; } = "";

    /// <summary>What its status says when the node ends it; null: nothing of its own.</summary>
    public PodEndStatus? EndStatus { get; init; }

    /// <summary>When spec.activeDeadlineSeconds has passed; null: no such limit, or not begun yet.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>The resources that running containers are to have, by name, while a resize is under way; empty: none is.</summary>
    public ImmutableSortedDictionary<string, RuntimeResources> Granted { get; init; } = NothingGranted;

    /// <summary>The pod's cgroup is being widened first.</summary>
    public bool IsResizeHeld { get; init; }

    /// <summary>Why the pod does not have the resources that its spec asks for; null: it has, or is getting them.</summary>
    public ResizePending? ResizePending { get; init; }

    /// <summary>A container ended in a way that restarts all of them: they are stopped and removed, the sandbox is kept.</summary>
    public bool IsRestartingAll { get; init; }

    /// <summary>The pod was removed from its source (or never had one): its remains are not kept.</summary>
    public bool Unwanted { get; init; }

    /// <summary>Stops sent since termination began, to name a stuck one and to escalate.</summary>
    public int StopRounds { get; init; }

    /// <summary>The container of that name.</summary>
    public ContainerRecord? Container(string name) => Containers.FirstOrDefault(c => c.Name == name);

    /// <summary>The view with one container's record replaced.</summary>
    public PodView With(ContainerRecord record)
    {
        for (var i = 0; i < Containers.Length; i++)
        {
            if (Containers[i].Name == record.Name)
            {
                return this with { Containers = Containers.SetItem(i, record) };
            }
        }

        return this;
    }
}
