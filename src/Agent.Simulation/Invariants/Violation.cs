namespace Agent.Simulation.Invariants;

/// <summary>Something that must never be, and was.</summary>
/// <param name="At">When, since the simulation began.</param>
/// <param name="Node">The node.</param>
/// <param name="Rule">The rule that was broken.</param>
/// <param name="Detail">By what.</param>
public sealed record Violation(TimeSpan At, string Node, string Rule, string Detail);
