namespace Agent.Node.Configuration.Validation;

/// <summary>Rates and bursts: none is negative.</summary>
internal sealed class RateLimitValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Rules.AtLeast("kubeAPIQPS", configuration.KubeApiQps, 0),
        .. Rules.AtLeast("kubeAPIBurst", configuration.KubeApiBurst, 0),
        .. Rules.AtLeast("eventRecordQPS", configuration.EventRecordQps, 0),
        .. Rules.AtLeast("eventBurst", configuration.EventBurst, 0),
        .. Rules.AtLeast("registryPullQPS", configuration.RegistryPullQps, 0),
        .. Rules.AtLeast("registryBurst", configuration.RegistryBurst, 0),
    ];
}
