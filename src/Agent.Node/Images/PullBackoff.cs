namespace Agent.Node.Images;

/// <summary>The back-off of one image of one pod: 10 s, doubling, up to 300 s; forgotten after 600 s without a failure.</summary>
/// <param name="Delay">The present delay.</param>
/// <param name="FailedAt">When it last failed.</param>
internal sealed record PullBackoff(TimeSpan Delay, DateTimeOffset FailedAt)
{
    public static readonly TimeSpan Base = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Maximum = TimeSpan.FromSeconds(300);

    public static readonly TimeSpan ForgetAfter = TimeSpan.FromSeconds(600);

    /// <summary>When the next pull may begin.</summary>
    public DateTimeOffset Until => FailedAt + Delay;

    /// <summary>What a failure now leaves.</summary>
    public static PullBackoff AfterFailure(PullBackoff? before, DateTimeOffset now)
    {
        if (before is null || now - before.FailedAt > ForgetAfter)
        {
            return new PullBackoff(Base, now);
        }

        var doubled = before.Delay * 2;
        return new PullBackoff(doubled < Maximum ? doubled : Maximum, now);
    }
}
