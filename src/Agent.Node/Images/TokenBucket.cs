namespace Agent.Node.Images;

/// <summary>A rate limit: <c>registryPullQPS</c> with <c>registryBurst</c>.</summary>
/// <param name="rate">Tokens per second; 0: no limit.</param>
/// <param name="burst">Tokens at most.</param>
internal sealed class TokenBucket(int rate, int burst)
{
    private double _tokens = burst;
    private DateTimeOffset? _filled;

    /// <summary>Takes a token if there is one.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        if (rate <= 0)
        {
            return true;
        }

        if (_filled is { } filled)
        {
            _tokens = Math.Min(burst, _tokens + ((now - filled).TotalSeconds * rate));
        }

        _filled = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
