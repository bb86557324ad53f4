namespace Agent.Server.Local;

/// <summary>Where the agent answers its own commands.</summary>
/// <param name="Path">Path of the unix socket.</param>
/// <param name="NodeName">The node's name.</param>
public sealed record AgentSocketOptions(string Path, string NodeName);
