namespace Agent.Node.Configuration.Validation;

/// <summary>Cgroups and what is set in them.</summary>
internal sealed class CgroupValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration)
    {
        var factor = configuration.MemoryThrottlingFactor;
        var tiered = configuration.MemoryReservationPolicy == MemoryReservationPolicy.TieredReservation;
        return
        [
            .. Rules.Unless(
                configuration.SystemCgroups.Length == 0 || configuration.CgroupRoot.Length > 0,
                "systemCgroups",
                configuration.SystemCgroups,
                "nothing, or cgroupRoot to be set"),
            .. Rules.Between(
                "cpuCFSQuotaPeriod",
                configuration.CpuCfsQuotaPeriod,
                TimeSpan.FromMilliseconds(1),
                TimeSpan.FromSeconds(1)),
            .. Rules.Unless(factor is > 0 and <= 1, "memoryThrottlingFactor", factor, "a number above 0 and up to 1"),
            .. tiered
                ? Rules.NeedsGate(configuration, "MemoryQoS", "memoryReservationPolicy", "TieredReservation", "None")
                : [],
            .. configuration.QosReserved.Count > 0
                ? Rules.NeedsGate(configuration, "QOSReserved", "qosReserved", string.Join(",", configuration.QosReserved.Keys), "nothing")
                : [],
        ];
    }
}
