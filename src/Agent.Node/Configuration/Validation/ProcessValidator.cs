namespace Agent.Node.Configuration.Validation;

/// <summary>The agent as a process of its machine.</summary>
internal sealed class ProcessValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Rules.Between("oomScoreAdj", configuration.OomScoreAdj, -1000, 1000),
        .. Rules.AtLeast("maxOpenFiles", configuration.MaxOpenFiles, 0),
        .. Rules.Unless(!configuration.RunOnce, "runOnce", configuration.RunOnce, "false"),
        .. Rules.Between("iptablesMasqueradeBit", configuration.IptablesMasqueradeBit, 0, 31),
        .. Rules.Between("iptablesDropBit", configuration.IptablesDropBit, 0, 31),
    ];
}
