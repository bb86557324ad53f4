using Agent.Kubernetes;

namespace Agent.Node.Probes;

/// <summary>The numbers of a probe, with the API's defaults where it says nothing.</summary>
/// <param name="InitialDelay">From the container's start to the first probe (<c>initialDelaySeconds</c>, 0).</param>
/// <param name="Period">From one probe to the next (<c>periodSeconds</c>, 10 s).</param>
/// <param name="Timeout">For one probe, redirects and body included (<c>timeoutSeconds</c>, 1 s).</param>
/// <param name="SuccessThreshold">Successes in a row that make a success (<c>successThreshold</c>, 1).</param>
/// <param name="FailureThreshold">Failures in a row that make a failure (<c>failureThreshold</c>, 3).</param>
internal sealed record ProbeTiming(TimeSpan InitialDelay, TimeSpan Period, TimeSpan Timeout, int SuccessThreshold, int FailureThreshold)
{
    /// <summary>The numbers of a spec.</summary>
    public static ProbeTiming Of(V1Probe probe) => new(
        TimeSpan.FromSeconds(Math.Max(0, probe.InitialDelaySeconds ?? 0)),
        TimeSpan.FromSeconds(OrDefault(probe.PeriodSeconds, 10)),
        TimeSpan.FromSeconds(OrDefault(probe.TimeoutSeconds, 1)),
        OrDefault(probe.SuccessThreshold, 1),
        OrDefault(probe.FailureThreshold, 3));

    private static int OrDefault(int? value, int fallback) => value is > 0 ? value.Value : fallback;
}
