namespace Agent.Node.Configuration.Validation;

/// <summary>Periods at which the agent looks at something: none is zero or negative.</summary>
internal sealed class FrequencyValidator : IConfigurationValidator
{
    /// <summary>Shortest period, so that a misplaced unit does not keep a CPU busy.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Rules.AtLeast("syncFrequency", configuration.SyncFrequency, Shortest),
        .. Rules.AtLeast("fileCheckFrequency", configuration.FileCheckFrequency, Shortest),
        .. Rules.AtLeast("httpCheckFrequency", configuration.HttpCheckFrequency, Shortest),
        .. Rules.AtLeast("cpuManagerReconcilePeriod", configuration.CpuManagerReconcilePeriod, Shortest),
        .. Rules.AtLeast("runtimeRequestTimeout", configuration.RuntimeRequestTimeout, Shortest),
    ];
}
