namespace Agent.Node.Probes;

/// <summary>What a probe says of an instance.</summary>
/// <param name="Result">What holds.</param>
/// <param name="Detail">Why the last probe was no success, in words; empty: it was one.</param>
internal readonly record struct ProbeReport(ProbeResult Result, string Detail = "");
