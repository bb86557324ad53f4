using System.Diagnostics;

namespace Akka.Dispatch;

/// <summary>The time since the process started to use the actor system.</summary>
internal static class MonotonicTime
{
    private static readonly long Start = Stopwatch.GetTimestamp();

    /// <summary>Exactly.</summary>
    public static TimeSpan Elapsed => Stopwatch.GetElapsedTime(Start);

    /// <summary>In units of 100 ns, in steps of a millisecond.</summary>
    public static long Ticks => Elapsed.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;
}
