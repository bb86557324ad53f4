namespace Agent.Node.Runtime;

/// <summary>A pod was read from the runtime: after a change, a hint, or a request.</summary>
internal sealed record PodObserved(PodRuntimeStatus Status);
