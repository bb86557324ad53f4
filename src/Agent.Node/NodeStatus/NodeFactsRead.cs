using Agent.Node.Host.Machine;

namespace Agent.Node.NodeStatus;

/// <summary>What the machine and the runtime say of themselves, as last read; null: never read.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Space">The file system of the root directory.</param>
/// <param name="Addresses">The machine's addresses.</param>
/// <param name="Resolved">The addresses that the node's name stands for.</param>
/// <param name="RuntimeVersion">Name and version of the runtime as <c>containerd://1.7.1</c>.</param>
/// <param name="Images">The images on the node, the largest first.</param>
internal sealed record NodeFactsRead(
    MachineFacts? Machine,
    FileSystemSpace? Space,
    HostAddresses? Addresses,
    IReadOnlyList<string>? Resolved,
    string? RuntimeVersion,
    IReadOnlyList<NodeImage>? Images)
{
    /// <summary>Nothing.</summary>
    public static NodeFactsRead Nothing { get; } = new(null, null, null, null, null, null);

    /// <summary>These facts, and where there is none the earlier one: what cannot be read at the moment is still as it was.</summary>
    public NodeFactsRead Over(NodeFactsRead earlier) => new(
        Machine ?? earlier.Machine,
        Space ?? earlier.Space,
        Addresses ?? earlier.Addresses,
        Resolved ?? earlier.Resolved,
        RuntimeVersion ?? earlier.RuntimeVersion,
        Images ?? earlier.Images);
}
