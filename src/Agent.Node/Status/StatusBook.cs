using Agent.Kubernetes;
using Agent.Node.Runtime;

namespace Agent.Node.Status;

/// <summary>What the status actor knows; made with its Props, so that it outlives a restart of the actor.</summary>
internal sealed class StatusBook
{
    /// <summary>By UID of the pod on this node.</summary>
    public SortedDictionary<string, StatusEntry> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>What the watch shows, by UID in the API.</summary>
    public SortedDictionary<string, V1Pod> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>UIDs of mirror pods by full name.</summary>
    public SortedDictionary<string, string> Mirrors { get; } = new(StringComparer.Ordinal);

    public CallNumbers Numbers { get; } = new();
}
