namespace Agent.Benchmarks.Density;

/// <summary>One call of the agent to the runtime, as the runtime's side of the socket saw it.</summary>
/// <param name="Method">The call's name, e.g. RunPodSandbox.</param>
/// <param name="Start">Timestamp of its arrival.</param>
/// <param name="End">Timestamp of the end of its answer.</param>
internal sealed record RecordedCall(string Method, long Start, long End);
