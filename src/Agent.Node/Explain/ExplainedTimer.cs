namespace Agent.Node.Explain;

/// <summary>A timer that will fire.</summary>
/// <param name="Name">What will happen, e.g. "restart main".</param>
/// <param name="At">When.</param>
public sealed record ExplainedTimer(string Name, DateTimeOffset At);
