using System.Collections.Immutable;
using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Runtime;
using Agent.Node.Volumes;

namespace Agent.Node.Containers;

/// <summary>What a container is to run as, and where.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Container">Its container.</param>
/// <param name="Sandbox">The sandbox to run in.</param>
/// <param name="SandboxConfig">The configuration that the sandbox was made from; CreateContainer wants it again.</param>
internal sealed record ContainerTarget(V1Pod Pod, V1Container Container, SandboxInstance Sandbox, PodSandboxConfig SandboxConfig)
{
    /// <summary>The container whose process namespace it is to share; empty: none.</summary>
    public string ProcessesOf { get; init; } = "";

    /// <summary>The instance of it; null: it has none.</summary>
    public string? ProcessesOfId { get; init; }

    /// <summary>The pod's volumes, all in place.</summary>
    public ImmutableArray<VolumeRecord> Volumes { get; init; } = [];

    /// <summary>Its mounts of volumes, in spec order.</summary>
    public ImmutableArray<Mount> Mounts { get; init; } = [];

    /// <summary>Ids of the host for the pod's user namespace; null: it has the host's.</summary>
    public Pods.UserIdMapping? UserIds { get; init; }
}
