namespace Agent.Node.Containers;

/// <summary>The crash-loop back-off of one container: spec 10 s, doubling, up to a maximum; forgotten after 10 quiet minutes.</summary>
/// <param name="Delay">The delay that the last restart had to respect.</param>
/// <param name="LastRestart">When the last restart was allowed.</param>
internal sealed record RestartBackoff(TimeSpan Delay, DateTimeOffset LastRestart)
{
    /// <summary>First delay; the kubelet's 10 s.</summary>
    public static readonly TimeSpan Base = TimeSpan.FromSeconds(10);

    /// <summary>A run longer than this, counted from the last restart to the exit, starts over; the kubelet's 600 s.</summary>
    public static readonly TimeSpan ResetAfter = TimeSpan.FromSeconds(600);

    /// <summary>When a container may be restarted: at once, or the delay after it finished.</summary>
    /// <param name="backoff">What earlier restarts left; null: none.</param>
    /// <param name="finishedAt">When the newest exited instance finished; null: no instance has exited.</param>
    public static DateTimeOffset? EarliestRestart(RestartBackoff? backoff, DateTimeOffset? finishedAt) =>
        backoff is null || finishedAt is not { } finished || finished - backoff.LastRestart > ResetAfter
            ? null
            : finished + backoff.Delay;

    /// <summary>
    /// The same after the agent has killed the container for a probe: the kubelet starts it again in the pass that kills it, and so
    /// judges by what had exited before. Only where that forbids it, the exit that the kill made counts.
    /// </summary>
    /// <param name="backoff">What earlier restarts left; null: none.</param>
    /// <param name="killedAt">When the killed instance finished.</param>
    /// <param name="exitedBefore">When the one before it finished; null: there was none.</param>
    /// <param name="now">Now.</param>
    public static DateTimeOffset? EarliestAfterKill(
        RestartBackoff? backoff, DateTimeOffset? killedAt, DateTimeOffset? exitedBefore, DateTimeOffset now) =>
        EarliestRestart(backoff, exitedBefore) is { } due && due > now ? EarliestRestart(backoff, killedAt) : null;

    /// <summary>What a restart allowed now leaves: the first delay, or twice the last.</summary>
    /// <param name="backoff">What earlier restarts left.</param>
    /// <param name="finishedAt">When the newest exited instance finished.</param>
    /// <param name="now">Now.</param>
    /// <param name="maximum">Longest delay (<c>crashLoopBackOff.maxContainerRestartPeriod</c>, 300 s).</param>
    public static RestartBackoff Advance(RestartBackoff? backoff, DateTimeOffset finishedAt, DateTimeOffset now, TimeSpan maximum)
    {
        var first = Base < maximum ? Base : maximum;
        if (backoff is null || finishedAt - backoff.LastRestart > ResetAfter)
        {
            return new RestartBackoff(first, now);
        }

        var doubled = backoff.Delay * 2;
        return new RestartBackoff(doubled < maximum ? doubled : maximum, now);
    }
}
