namespace Agent.Node.NodeStatus;

/// <summary>The conditions that a node reports of itself, in their order. NetworkUnavailable is others' to write.</summary>
internal static class NodeConditionTypes
{
    /// <summary>Short of memory.</summary>
    public const string MemoryPressure = "MemoryPressure";

    /// <summary>Short of disk space.</summary>
    public const string DiskPressure = "DiskPressure";

    /// <summary>Short of process identifiers.</summary>
    public const string PidPressure = "PIDPressure";

    /// <summary>Pods can run.</summary>
    public const string Ready = "Ready";
}
