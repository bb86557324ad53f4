namespace Agent.Simulation.Runtime;

/// <summary>Something that happened in a simulated runtime, whoever may have heard of it.</summary>
/// <param name="At">When, since the simulation began.</param>
/// <param name="Kind">What.</param>
/// <param name="PodUid">The pod; empty for images.</param>
/// <param name="PodName">The pod's name.</param>
/// <param name="Container">The container's name; empty for sandboxes; the image's name for images.</param>
/// <param name="Id">The sandbox, container or image.</param>
/// <param name="RestartCount">Of a container, from its annotation.</param>
/// <param name="ExitCode">Of a container that ended.</param>
public sealed record RuntimeFact(
    TimeSpan At, RuntimeFactKind Kind, string PodUid, string PodName, string Container, string Id, int RestartCount = 0, int ExitCode = 0);
