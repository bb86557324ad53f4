namespace Agent.Node.Explain;

/// <summary>What a volume says of itself.</summary>
/// <param name="Name">Name of the volume.</param>
/// <param name="Kind">Kind of its source: emptyDir, configMap, …</param>
/// <param name="State">Named state: Preparing, Mounting, InUse, Failed, Unmounting, Unmounted.</param>
/// <param name="Message">What it waits for, or the last error.</param>
/// <param name="Path">Its root on the host; empty: none.</param>
/// <param name="Since">Since when the state holds.</param>
/// <param name="NextTimer">The next attempt or refresh.</param>
public sealed record VolumeExplanation(
    string Name, string Kind, string State, string Message, string Path, DateTimeOffset Since, ExplainedTimer? NextTimer);
