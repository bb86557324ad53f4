using Agent.Node.Runtime;

namespace Agent.Node.Status;

/// <summary>What the mirrors' actor knows; made with its Props, so that it outlives a restart of the actor.</summary>
internal sealed class MirrorBook
{
    /// <summary>By full name.</summary>
    public SortedDictionary<string, MirrorEntry> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>UIDs of mirrors whose deletion was answered: the watch may still show them for a while.</summary>
    public SortedSet<string> Deleted { get; } = new(StringComparer.Ordinal);

    public MirrorNode? Node { get; set; }

    public bool SourcesReady { get; set; }

    public CallNumbers Numbers { get; } = new();
}
