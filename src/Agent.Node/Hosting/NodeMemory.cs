using System.Collections.Immutable;
using Agent.Node.Runtime;
using Agent.Node.Sources;

namespace Agent.Node.Hosting;

/// <summary>
/// What a node must not forget when the actor that knows it crashes, and that nobody could tell it again. Each part has one
/// actor that writes it; it is read when an actor begins anew.
/// </summary>
internal sealed class NodeMemory
{
    private volatile bool _isStopping;

    /// <summary>All pods are to be stopped (<see cref="StopPods"/>). Written by the node's actor.</summary>
    public bool IsStopping
    {
        get => _isStopping;
        set => _isStopping = value;
    }

    /// <summary>Numbers of the node's own calls.</summary>
    public CallNumbers Calls { get; } = new();

    /// <summary>Numbers of the calls of the actor of all pods.</summary>
    public CallNumbers PodsCalls { get; } = new();

    /// <summary>The manifests as last read, each with its last good version. Written by the file source.</summary>
    public ImmutableSortedDictionary<string, ManifestEntry> Manifests { get; set; } =
        ImmutableSortedDictionary.Create<string, ManifestEntry>(StringComparer.Ordinal);
}
