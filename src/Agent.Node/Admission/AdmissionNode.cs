using Agent.Kubernetes;

namespace Agent.Node.Admission;

/// <summary>What admission knows of the node. What is not known refuses nothing.</summary>
internal sealed record AdmissionNode
{
    /// <summary>The node's name.</summary>
    public required string Name { get; init; }

    /// <summary>The node's object as the API server has it; null: not known, or there is no API server.</summary>
    public V1Node? Object { get; init; }

    /// <summary>Pods at most, where the object does not say (<c>maxPods</c>).</summary>
    public int MaxPods { get; init; } = 110;

    /// <summary>Patterns of sysctls that pods may set beside the safe ones (<c>allowedUnsafeSysctls</c>).</summary>
    public IReadOnlyList<string> AllowedUnsafeSysctls { get; init; } = [];

    /// <summary>The kernel enforces AppArmor; null: not known.</summary>
    public bool? HasAppArmor { get; init; }

    /// <summary>What the node is short of.</summary>
    public NodeStatus.NodePressure Pressure { get; init; } = NodeStatus.NodePressure.None;

    /// <summary>The machine is shutting down.</summary>
    public bool IsShuttingDown { get; init; }

    /// <summary>What pods may use, by resource; null: only the number of pods is known.</summary>
    public IReadOnlyDictionary<string, Quantity>? Allocatable => Object?.Status.Allocatable is { Count: > 0 } known ? known : null;
}
