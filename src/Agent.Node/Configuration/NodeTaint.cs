namespace Agent.Node.Configuration;

/// <summary>A taint that the node registers with (core/v1 Taint).</summary>
public sealed record NodeTaint
{
    /// <summary>The key, a qualified name.</summary>
    public string Key { get; init; } = "";

    /// <summary>The value.</summary>
    public string Value { get; init; } = "";

    /// <summary>What happens to pods that do not tolerate it: NoSchedule, PreferNoSchedule or NoExecute.</summary>
    public string Effect { get; init; } = "";

    /// <summary>Must not be set here; the API server keeps it.</summary>
    public string? TimeAdded { get; init; }
}
