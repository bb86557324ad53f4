using Agent.Node.Host.Machine;
using Agent.Node.Runtime;

namespace Agent.Node.NodeStatus;

/// <summary>What a node's status is built from, as last read; null: not read yet.</summary>
internal sealed record NodeView
{
    /// <summary>The machine.</summary>
    public MachineFacts? Machine { get; init; }

    /// <summary>The file system of the root directory.</summary>
    public FileSystemSpace? Space { get; init; }

    /// <summary>The machine's addresses.</summary>
    public HostAddresses? Addresses { get; init; }

    /// <summary>The addresses that the node's name stands for.</summary>
    public IReadOnlyList<string> Resolved { get; init; } = [];

    /// <summary>The runtime's health.</summary>
    public RuntimeHealth Health { get; init; } = RuntimeHealth.Unknown;

    /// <summary>Name and version of the runtime as <c>containerd://1.7.1</c>.</summary>
    public string? RuntimeVersion { get; init; }

    /// <summary>What the runtime can do.</summary>
    public RuntimeAbilities? Abilities { get; init; }

    /// <summary>The images on the node, the largest first.</summary>
    public IReadOnlyList<NodeImage>? Images { get; init; }

    /// <summary>What the node is short of.</summary>
    public NodePressure Pressure { get; init; } = NodePressure.None;

    /// <summary>Why volumes cannot be used yet; null: they can.</summary>
    public string? StorageError { get; init; }

    /// <summary>The machine is shutting down.</summary>
    public bool IsShuttingDown { get; init; }
}
