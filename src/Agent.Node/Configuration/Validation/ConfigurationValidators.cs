namespace Agent.Node.Configuration.Validation;

/// <summary>All rules, and how they are applied.</summary>
internal static class ConfigurationValidators
{
    /// <summary>One validator per concern.</summary>
    public static IReadOnlyList<IConfigurationValidator> All { get; } =
    [
        new FeatureGateValidator(),
        new FrequencyValidator(),
        new StaticPodUrlValidator(),
        new ServerValidator(),
        new TlsValidator(),
        new RateLimitValidator(),
        new NodeStatusValidator(),
        new TaintValidator(),
        new RuntimeEndpointValidator(),
        new ImagePullValidator(),
        new ImageCollectionValidator(),
        new EvictionValidator(),
        new ContainerLogValidator(),
        new PodLimitValidator(),
        new PodNetworkValidator(),
        new CrashLoopValidator(),
        new CgroupValidator(),
        new NodeAllocatableValidator(),
        new ReservationValidator(),
        new ShutdownValidator(),
        new ProcessValidator(),
        new TelemetryValidator(),
    ];

    /// <summary>Applies all rules.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="originOf">Where a field's value comes from.</param>
    public static IEnumerable<ConfigurationProblem> Validate(
        KubeletConfiguration configuration,
        Func<string, ConfigurationOrigin> originOf) =>
        All.SelectMany(validator => validator.Validate(configuration)).Select(violation =>
        {
            var origin = originOf(violation.Field);
            return violation.Severity == ConfigurationSeverity.Warning
                ? ConfigurationProblem.Warning(origin, violation.Field, violation.Allowed)
                : ConfigurationProblem.NotAllowed(origin, violation.Field, violation.Text, violation.Allowed);
        });
}
