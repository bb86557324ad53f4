namespace Agent.Benchmarks.Density;

/// <summary>What a burst took.</summary>
/// <param name="Time">From the first manifest until all containers run.</param>
/// <param name="CpuTime">CPU time of the agent meanwhile, all threads.</param>
/// <param name="ResidentBytes">Resident memory of the agent at the end of the burst.</param>
internal sealed record BurstResult(TimeSpan Time, TimeSpan CpuTime, long ResidentBytes);
