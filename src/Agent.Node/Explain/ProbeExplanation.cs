namespace Agent.Node.Explain;

/// <summary>What a probe says of a container.</summary>
/// <param name="Kind">startup, liveness or readiness.</param>
/// <param name="Result">Unknown, Success or Failure: what holds.</param>
/// <param name="Detail">The last failure, even where it was not enough to change what holds; empty: the last probe did not fail.</param>
public sealed record ProbeExplanation(string Kind, string Result, string Detail);
