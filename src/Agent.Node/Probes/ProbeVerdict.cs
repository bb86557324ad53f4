namespace Agent.Node.Probes;

/// <summary>Counts answers: only so many equal ones in a row change what holds.</summary>
internal static class ProbeVerdict
{
    /// <summary>Where the probe stands after an answer. Errors and late probes count for nothing.</summary>
    public static ProbeRun Apply(ProbeKind kind, ProbeTiming timing, ProbeRun before, ProbeOutcome outcome)
    {
        if (outcome is ProbeOutcome.Error or ProbeOutcome.Late || before.OnHold)
        {
            return before;
        }

        var success = outcome is ProbeOutcome.Success or ProbeOutcome.Warning;
        var threshold = success ? timing.SuccessThreshold : timing.FailureThreshold;

        // Beyond the threshold counting says nothing new.
        var count = before.Successes == success ? Math.Min(before.Count, threshold) + 1 : 1;
        if (count < threshold)
        {
            return before with { Successes = success, Count = count };
        }

        var result = success ? ProbeResult.Success : ProbeResult.Failure;
        return ProbeRun.IsDecisive(kind, result)
            ? new ProbeRun(result, success, 0, OnHold: true)
            : new ProbeRun(result, success, Math.Min(count, threshold));
    }
}
