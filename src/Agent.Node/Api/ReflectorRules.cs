namespace Agent.Node.Api;

/// <summary>Decisions of a reflector: what follows a failure, and after which pause.</summary>
internal static class ReflectorRules
{
    /// <summary>First pause (client-go's reflector: 800 ms).</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(800);

    /// <summary>Longest pause before jitter (client-go's reflector: 30 s).</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>A watch that lasted this long has worked: the next failure is a first one again (client-go: 2 min).</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromMinutes(2);

    /// <summary>A watch that ends in order sooner than this without an event is taken for a failure.</summary>
    public static readonly TimeSpan VeryShort = TimeSpan.FromSeconds(1);

    /// <summary>Shortest time after which the server ends a watch; at most twice as long (client-go: 5 min).</summary>
    public static readonly TimeSpan ShortestWatch = TimeSpan.FromMinutes(5);

    /// <summary>How long after that the server is waited for, before the watch counts as dead.</summary>
    public static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(30);

    /// <summary>Objects per page of a consistent list (client-go: 500).</summary>
    public const int PageSize = 500;

    /// <summary>The pause after a number of failures in a row; the jitter doubles it at most (client-go: 1.0).</summary>
    /// <param name="failures">At least 1.</param>
    /// <param name="random">The node's randomness.</param>
    public static TimeSpan Pause(int failures, Random random)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(failures - 1, 0, 10));
        pause = pause < LongestPause ? pause : LongestPause;
        return pause * (1 + random.NextDouble());
    }

    /// <summary>How long the next watch is to last: 5 to 10 min, so that a fleet's watches do not end together.</summary>
    public static TimeSpan WatchTime(Random random) =>
        TimeSpan.FromSeconds(Math.Floor(ShortestWatch.TotalSeconds * (1 + random.NextDouble())));

    /// <summary>After this failure the known version is worth nothing: everything is listed again.</summary>
    public static bool NeedsList(ApiFailure failure) =>
        failure.IsExpired
        || failure.Reason is "Expired" or "Gone"
        || (failure.StatusCode is 504 or 400 && failure.Message.Contains("Too large resource version", StringComparison.Ordinal));

    /// <summary>The server refuses the resource to this client, or does not have it.</summary>
    public static bool IsForbidden(ApiFailure failure) => failure.StatusCode is 401 or 403 or 404;
}
