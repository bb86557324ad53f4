namespace Agent.Node.Probes;

/// <summary>What a probe says of an instance.</summary>
/// <param name="Result">What holds.</param>
/// <param name="Detail">The last failure, in words; empty: the last probe did not fail.</param>
internal readonly record struct ProbeReport(ProbeResult Result, string Detail = "");
