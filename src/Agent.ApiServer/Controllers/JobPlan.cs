using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes;

namespace Agent.ApiServer.Controllers;

/// <summary>What a job does next.</summary>
/// <param name="Verdict">How it stands.</param>
/// <param name="Create">Pods to make.</param>
/// <param name="Delete">Running pods to delete.</param>
internal sealed record JobPlan(JobVerdict Verdict, int Create, int Delete)
{
    // Waits between pods that fail: 10 s doubled with each, at most 10 minutes, as upstream.
    private const double FirstBackoffSeconds = 10;
    private const double LongestBackoffSeconds = 600;

    /// <summary>Why it failed, in a word.</summary>
    public string? Reason { get; private init; }

    /// <summary>Why it failed.</summary>
    public string? Message { get; private init; }

    /// <summary>When to look again; null: after a change.</summary>
    public DateTimeOffset? Due { get; private init; }

    public static JobPlan Next(JsonObject spec, JsonObject status, int active, int succeeded, int failed, DateTimeOffset now)
    {
        if (failed > (spec.Number("backoffLimit") ?? 6))
        {
            return Fail(active, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }

        var started = KubernetesTime.TryParse(status.Text("startTime"), out var start) ? start : now;
        var deadline = spec.Number("activeDeadlineSeconds") is { } seconds ? started.AddSeconds(seconds) : (DateTimeOffset?)null;
        if (deadline <= now)
        {
            return Fail(active, "DeadlineExceeded", "Job was active longer than specified deadline");
        }

        var completions = spec.Number("completions");
        if (completions is { } enough ? succeeded >= enough : succeeded > 0 && active == 0)
        {
            return new JobPlan(JobVerdict.Complete, 0, active);
        }

        if (spec.Flag("suspend") == true)
        {
            return new JobPlan(JobVerdict.Running, 0, active);
        }

        var parallel = spec.Number("parallelism") ?? 1;
        var wanted = completions is { } all ? Math.Min(parallel, all - succeeded) : succeeded > 0 ? active : parallel;
        var missing = wanted - active;
        if (missing <= 0 || failed == 0)
        {
            return new JobPlan(JobVerdict.Running, (int)Math.Max(0, missing), (int)Math.Max(0, -missing)) { Due = deadline };
        }

        // Counted from the start, so that no clock but the store's is needed: the n-th retry waits for the sum of n waits.
        var waited = Enumerable.Range(0, failed)
            .Sum(i => Math.Min(LongestBackoffSeconds, FirstBackoffSeconds * Math.Pow(2, Math.Min(i, 10))));
        var retry = started.AddSeconds(waited);
        return retry <= now
            ? new JobPlan(JobVerdict.Running, (int)missing, 0) { Due = deadline }
            : new JobPlan(JobVerdict.Running, 0, 0) { Due = deadline < retry ? deadline : retry };
    }

    private static JobPlan Fail(int active, string reason, string message) =>
        new(JobVerdict.Failed, 0, active) { Reason = reason, Message = message };
}
