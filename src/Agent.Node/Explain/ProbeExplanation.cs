namespace Agent.Node.Explain;

/// <summary>What a probe says of a container.</summary>
/// <param name="Kind">startup, liveness or readiness.</param>
/// <param name="Result">Unknown, Success or Failure: what holds.</param>
/// <param name="Detail">Why the last probe was no success, even where that did not change what holds; empty: it was one.</param>
public sealed record ProbeExplanation(string Kind, string Result, string Detail);
