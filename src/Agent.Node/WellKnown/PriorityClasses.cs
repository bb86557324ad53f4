namespace Agent.Node.WellKnown;

/// <summary>Priorities that Kubernetes itself defines.</summary>
public static class PriorityClasses
{
    /// <summary>The class of pods the node cannot do without.</summary>
    public const string SystemNodeCritical = "system-node-critical";

    /// <summary>The class of pods the cluster cannot do without.</summary>
    public const string SystemClusterCritical = "system-cluster-critical";

    /// <summary>The lowest priority of a critical pod.</summary>
    public const int SystemCritical = 2_000_000_000;
}
