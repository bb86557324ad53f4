namespace Agent.Simulation.Runtime;

/// <summary>What a command in a simulated container does.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it writes to the standard output.</param>
/// <param name="Takes">How long it takes.</param>
public sealed record CommandOutcome(int ExitCode, string Output = "", TimeSpan Takes = default);
