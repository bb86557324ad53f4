using Agent.Node.Containers;

namespace Agent.Node.Pods;

/// <summary>
/// How often an actor has crashed in a row, and how long it rests before it goes on: not at all after the first crash, then
/// 1 s, doubling, up to 10 s. A minute without a crash ends the row. Akka's own limit of restarts counts on the machine's clock.
/// </summary>
/// <param name="InARow">Crashes in a row.</param>
/// <param name="LastAt">When the last one was.</param>
internal sealed record CrashHistory(int InARow, DateTimeOffset LastAt)
{
    public static readonly TimeSpan RowEndsAfter = TimeSpan.FromMinutes(1);

    public static CrashHistory None { get; } = new(0, DateTimeOffset.MinValue);

    /// <summary>How long the actor rests after the last crash.</summary>
    public TimeSpan Pause => InARow <= 1 ? TimeSpan.Zero : RetryBackoff.Delay(InARow - 1);

    /// <summary>The history with one crash more.</summary>
    public CrashHistory Add(DateTimeOffset now) => new(now - LastAt > RowEndsAfter ? 1 : InARow + 1, now);
}
