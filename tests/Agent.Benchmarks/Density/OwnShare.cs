using System.Diagnostics;

namespace Agent.Benchmarks.Density;

/// <summary>How much of the time until a pod ran was the agent's own.</summary>
internal static class OwnShare
{
    /// <summary>Calls that no pod waits for: the runtime's health, and the relist.</summary>
    private static readonly string[] Background = ["Status", "Version", "GetContainerEvents"];

    /// <summary>The time from a manifest's appearance to the end of StartContainer in which no call was under way.</summary>
    /// <param name="begin">Timestamp of the manifest's appearance.</param>
    /// <param name="calls">All calls since.</param>
    /// <exception cref="InvalidOperationException">No container was started.</exception>
    public static TimeSpan Of(long begin, IReadOnlyList<RecordedCall> calls)
    {
        var end = calls.LastOrDefault(call => call.Method == "StartContainer")?.End
            ?? throw new InvalidOperationException("No container was started");
        var (own, covered) = (0L, begin);
        foreach (var call in calls.Where(c => !Background.Contains(c.Method) && c.Start < end).OrderBy(c => c.Start))
        {
            own += Math.Max(0, call.Start - covered);
            covered = Math.Max(covered, call.End);
        }

        own += Math.Max(0, end - covered);
        return Stopwatch.GetElapsedTime(0, own);
    }

    /// <summary>The pauses that make up the share: which call ended each, and how long no call had been under way by then.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<(string Before, TimeSpan Pause)> Pauses(long begin, IReadOnlyList<RecordedCall> calls)
    {
        var end = calls.Last(call => call.Method == "StartContainer").End;
        var covered = begin;
        List<(string, TimeSpan)> pauses = [];
        foreach (var call in calls.Where(c => !Background.Contains(c.Method) && c.Start < end).OrderBy(c => c.Start))
        {
            if (call.Start > covered)
            {
                pauses.Add((call.Method, Stopwatch.GetElapsedTime(covered, call.Start)));
            }

            covered = Math.Max(covered, call.End);
        }

        return pauses;
    }
}
