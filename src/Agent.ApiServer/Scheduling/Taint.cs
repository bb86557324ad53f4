namespace Agent.ApiServer.Scheduling;

/// <summary>A taint of a node.</summary>
/// <param name="Key">Key.</param>
/// <param name="Value">Value; may be empty.</param>
/// <param name="Effect">NoSchedule, PreferNoSchedule or NoExecute.</param>
/// <param name="Added">When it was put on; null: not said.</param>
internal sealed record Taint(string Key, string Value, string Effect, DateTimeOffset? Added);
