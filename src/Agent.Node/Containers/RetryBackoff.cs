namespace Agent.Node.Containers;

/// <summary>Pauses between attempts of something that failed: 1 s, doubling, up to 10 s (the kubelet waits 10 to 15 s each time).</summary>
internal static class RetryBackoff
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>The pause after a number of failures in a row.</summary>
    /// <param name="failures">Failures so far, at least 1.</param>
    public static TimeSpan Delay(int failures)
    {
        var seconds = First.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 10));
        return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
    }
}
