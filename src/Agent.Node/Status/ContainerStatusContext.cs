using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Pods;
using Agent.Node.Runtime;

namespace Agent.Node.Status;

/// <summary>What the statuses of all containers of a pod share.</summary>
internal sealed record ContainerStatusContext
{
    public required V1Pod Pod { get; init; }

    /// <summary>The runtime's name.</summary>
    public required string RuntimeName { get; init; }

    /// <summary>The pod has init containers: those that wait, wait for them.</summary>
    public bool HasInit => Pod.Spec.InitContainers is { Count: > 0 };

    /// <summary>The runtime has or had an instance of a regular container.</summary>
    public required bool RegularCreated { get; init; }

    /// <summary>The pod is being deleted: what is gone does not come back.</summary>
    public bool IsDeleted => Pod.Metadata.DeletionTimestamp is not null;

    /// <summary>The pod ends: no container is to be started.</summary>
    public required bool IsEnding { get; init; }

    /// <summary>The resources that containers are getting, by name.</summary>
    public ImmutableSortedDictionary<string, RuntimeResources> Granted { get; init; } = PodView.NothingGranted;

    /// <summary>Longest termination message of one container, bytes.</summary>
    public int MessageLimit => ContainerStatusBuilder.MessageBytes
        / Math.Max(1, Pod.Spec.Containers.Count + (Pod.Spec.InitContainers?.Count ?? 0) + (Pod.Spec.EphemeralContainers?.Count ?? 0));
}
