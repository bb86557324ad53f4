namespace Agent.Simulation.Runtime;

/// <summary>What a simulated program knows of the run it is to do.</summary>
/// <param name="PodName">The pod's name.</param>
/// <param name="Container">The container's name.</param>
/// <param name="RestartCount">How often it ran before, as the agent counts.</param>
public sealed record ContainerStart(string PodName, string Container, int RestartCount);
