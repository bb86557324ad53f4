namespace Agent.Node.Explain;

/// <summary>One transition of a pod.</summary>
/// <param name="At">When.</param>
/// <param name="State">The state entered.</param>
/// <param name="Detail">Why, or what it waits for.</param>
public sealed record JournalEntry(DateTimeOffset At, string State, string Detail);
