using Agent.Simulation.Invariants;

namespace Agent.Simulation.Scenarios;

/// <summary>How a scenario went.</summary>
/// <param name="Seed">Its seed: run it again with the same one to see the same.</param>
/// <param name="Hash">Fingerprint of all that happened; see <see cref="Tracing.SimulationTrace"/>. Empty if it was not kept.</param>
/// <param name="Elapsed">Simulated time.</param>
/// <param name="Steps">Turns of actors and events.</param>
/// <param name="Violations">What was broken; empty if all is well.</param>
public sealed record ScenarioOutcome(long Seed, string Hash, TimeSpan Elapsed, long Steps, IReadOnlyList<Violation> Violations);
