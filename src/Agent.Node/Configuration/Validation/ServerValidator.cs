namespace Agent.Node.Configuration.Validation;

/// <summary>Addresses and ports of the node's servers.</summary>
internal sealed class ServerValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Rules.IsAddress("address", configuration.Address),
        .. Rules.Between("port", configuration.Port, 1, 65535),
        .. Rules.Between("readOnlyPort", configuration.ReadOnlyPort, 0, 65535),
        .. Rules.IsAddress("healthzBindAddress", configuration.HealthzBindAddress),
        .. Rules.Between("healthzPort", configuration.HealthzPort, 0, 65535),
        .. Rules.Unless(
            configuration.EnableSystemLogHandler || !configuration.EnableSystemLogQuery,
            "enableSystemLogQuery",
            configuration.EnableSystemLogQuery,
            "false, or enableSystemLogHandler to be true"),
    ];
}
