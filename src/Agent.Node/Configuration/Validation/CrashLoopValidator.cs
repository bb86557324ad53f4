namespace Agent.Node.Configuration.Validation;

/// <summary>Back-off of containers that keep crashing.</summary>
internal sealed class CrashLoopValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
        Rules.Between(
            "crashLoopBackOff.maxContainerRestartPeriod",
            configuration.CrashLoopBackOff.MaxContainerRestartPeriod,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(300));
}
