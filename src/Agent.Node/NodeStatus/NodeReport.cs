using Agent.Kubernetes;

namespace Agent.Node.NodeStatus;

/// <summary>
/// When a node's status was last written, which decides when one without changes is written again. Times are of a clock that
/// nobody sets.
/// </summary>
/// <param name="Last">Time of the last write; null: none yet.</param>
/// <param name="Delay">Added once to the report period, positive or negative, so that nodes that changed together part again.</param>
internal sealed record NodeReport(TimeSpan? Last, TimeSpan Delay)
{
    /// <summary>Nothing has been written.</summary>
    public static NodeReport None { get; } = new(null, TimeSpan.Zero);

    /// <summary>Whether the status is due even though nothing changed.</summary>
    public bool IsDue(TimeSpan frequency, TimeSpan now) => Last is { } last && now - last >= frequency + Delay;

    /// <summary>After a write.</summary>
    /// <param name="changed">It brought news.</param>
    /// <param name="frequency">The report period.</param>
    /// <param name="now">The time.</param>
    /// <param name="random">From 0 up to 1.</param>
    public NodeReport Written(bool changed, TimeSpan frequency, TimeSpan now, double random) =>
        new(now, changed || Last is null ? frequency * (random - 0.5) : TimeSpan.Zero);

    /// <summary>Whether a node has news: anything but the times of heartbeats, and what the API server keeps of the object.</summary>
    public static bool IsChanged(V1Node before, V1Node after) => !Comparable(before).Equals(Comparable(after));

    /// <summary>A node without what changes with every write.</summary>
    public static V1Node Comparable(V1Node node) => node with
    {
        Metadata = node.Metadata with { ResourceVersion = null, ManagedFields = null },
        Status = node.Status with
        {
            Conditions = node.Status.Conditions?.Select(condition => condition with { LastHeartbeatTime = null }).ToList(),
        },
    };
}
