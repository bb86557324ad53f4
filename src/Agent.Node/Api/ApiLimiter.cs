namespace Agent.Node.Api;

/// <summary>
/// The client-side rate limit (<c>kubeAPIQPS</c>, <c>kubeAPIBurst</c>). A fifth of the burst is kept for statuses; heartbeats
/// are never held back, though they count.
/// </summary>
/// <param name="rate">Requests per second; 0: no limit.</param>
/// <param name="burst">Requests at once after a quiet time, at least 1.</param>
internal sealed class ApiLimiter(int rate, int burst)
{
    private readonly double _burst = Math.Max(1, burst);
    private double _tokens = Math.Max(1, burst);
    private DateTimeOffset? _filled;

    /// <summary>Takes a token, if one is there for this priority.</summary>
    public bool TryTake(ApiPriority priority, DateTimeOffset now)
    {
        if (rate <= 0)
        {
            return true;
        }

        Fill(now);
        if (priority == ApiPriority.Heartbeat)
        {
            _tokens = Math.Max(0, _tokens - 1);
            return true;
        }

        if (_tokens < Needed(priority))
        {
            return false;
        }

        _tokens--;
        return true;
    }

    /// <summary>How long until a token is there for this priority, if nobody else takes it.</summary>
    public TimeSpan Wait(ApiPriority priority, DateTimeOffset now)
    {
        if (rate <= 0 || priority == ApiPriority.Heartbeat)
        {
            return TimeSpan.Zero;
        }

        Fill(now);
        var missing = Needed(priority) - _tokens;
        return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / rate) + TimeSpan.FromMilliseconds(1);
    }

    private double Needed(ApiPriority priority) => priority == ApiPriority.Status ? 1 : Math.Min(_burst, 1 + Math.Floor(_burst / 5));

    private void Fill(DateTimeOffset now)
    {
        if (_filled is { } filled && now > filled)
        {
            _tokens = Math.Min(_burst, _tokens + ((now - filled).TotalSeconds * rate));
        }

        _filled = now;
    }
}
