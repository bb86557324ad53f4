namespace Agent.Node.Configuration.Validation;

/// <summary>How a shutdown of the node is delayed.</summary>
internal sealed class ShutdownValidator : IConfigurationValidator
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public IEnumerable<Violation> Validate(KubeletConfiguration configuration)
    {
        var (all, critical) = (configuration.ShutdownGracePeriod, configuration.ShutdownGracePeriodCriticalPods);
        var byPriority = configuration.ShutdownGracePeriodByPodPriority;
        return
        [
            .. ZeroOrASecond("shutdownGracePeriod", all),
            .. ZeroOrASecond("shutdownGracePeriodCriticalPods", critical),
            .. Rules.Unless(
                critical <= all,
                "shutdownGracePeriodCriticalPods",
                critical,
                $"at most shutdownGracePeriod, which is {GoDuration.Format(all)}"),
            .. Rules.Unless(
                byPriority.Count == 0 || (all == TimeSpan.Zero && critical == TimeSpan.Zero),
                "shutdownGracePeriodByPodPriority",
                $"{byPriority.Count} entries",
                "nothing, or shutdownGracePeriod and shutdownGracePeriodCriticalPods to be 0s"),
            .. byPriority.SelectMany((entry, i) => Rules.AtLeast(
                $"shutdownGracePeriodByPodPriority[{i}].shutdownGracePeriodSeconds",
                entry.ShutdownGracePeriodSeconds,
                0)),
            .. Rules.Unless(
                byPriority.Select(entry => entry.Priority).Distinct().Count() == byPriority.Count,
                "shutdownGracePeriodByPodPriority",
                string.Join(",", byPriority.Select(entry => entry.Priority)),
                "each priority once"),
            .. all > TimeSpan.Zero
                ? Rules.NeedsGate(configuration, "GracefulNodeShutdown", "shutdownGracePeriod", all, "0s")
                : [],
            .. byPriority.Count > 0
                ? Rules.NeedsGate(
                    configuration,
                    "GracefulNodeShutdownBasedOnPodPriority",
                    "shutdownGracePeriodByPodPriority",
                    $"{byPriority.Count} entries",
                    "nothing")
                : [],
        ];
    }

    private static IEnumerable<Violation> ZeroOrASecond(string field, TimeSpan value) =>
        Rules.Unless(value == TimeSpan.Zero || value >= Shortest, field, value, "0s, or 1s or more");
}
