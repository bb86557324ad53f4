namespace Agent.Node.Runtime;

/// <summary>The runtime's health differs from what was last told.</summary>
internal sealed record RuntimeHealthChanged(RuntimeHealth Health);
