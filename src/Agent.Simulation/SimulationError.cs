namespace Agent.Simulation;

/// <summary>Something an actor did that it never should: it threw, or left a message unhandled.</summary>
/// <param name="At">When, since the simulation began.</param>
/// <param name="Source">The actor.</param>
/// <param name="Message">What it was.</param>
public sealed record SimulationError(TimeSpan At, string Source, string Message);
