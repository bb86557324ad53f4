namespace Agent.Runtime.Stats;

/// <summary>What a container uses at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="CpuNanoseconds">CPU time of its processes.</param>
/// <param name="WorkingSetBytes">Memory that cannot be taken back without harm.</param>
/// <param name="RssBytes">Resident (without cgroups) or anonymous (with) memory.</param>
/// <param name="UsageBytes">All memory.</param>
/// <param name="AvailableBytes">What is left of its limit; null without one.</param>
/// <param name="PageFaults">Page faults; null where not known.</param>
/// <param name="MajorPageFaults">Page faults that read from a disk; null where not known.</param>
/// <param name="Processes">How many processes it has.</param>
internal sealed record ContainerReading(
    DateTimeOffset At,
    ulong CpuNanoseconds,
    ulong WorkingSetBytes,
    ulong RssBytes,
    ulong UsageBytes,
    ulong? AvailableBytes,
    ulong? PageFaults,
    ulong? MajorPageFaults,
    int Processes);
