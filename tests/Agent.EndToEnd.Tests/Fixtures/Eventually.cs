using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Agent.EndToEnd.Tests.Fixtures;

/// <summary>Waits for a condition of the outside world by polling it, with a generous deadline.</summary>
internal static class Eventually
{
    /// <summary>Generous: the machine may be busy with other work. Conditions are strict, deadlines are not.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <exception cref="TimeoutException">The condition did not come true in time.</exception>
    public static Task TrueAsync(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string what = "",
        TimeSpan? deadline = null) => TrueAsync(() => Task.FromResult(condition()), what, deadline);

    /// <exception cref="TimeoutException">The condition did not come true in time.</exception>
    public static Task TrueAsync(
        Func<Task<bool>> condition,
        [CallerArgumentExpression(nameof(condition))] string what = "",
        TimeSpan? deadline = null) => ValueAsync(async () => await condition() ? new object() : null, what, deadline);

    /// <summary>Polls until the value is there.</summary>
    /// <exception cref="TimeoutException">It was not there in time.</exception>
    public static async Task<T> ValueAsync<T>(
        Func<Task<T?>> value,
        [CallerArgumentExpression(nameof(value))] string what = "",
        TimeSpan? deadline = null)
        where T : class
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await value() is { } found)
            {
                return found;
            }

            if (watch.Elapsed > (deadline ?? Deadline))
            {
                throw new TimeoutException($"Not within {(deadline ?? Deadline).TotalSeconds:0} s: {what}");
            }

            await Task.Delay(Interval);
        }
    }

    /// <summary>Watches for a while that a condition stays true.</summary>
    /// <exception cref="InvalidOperationException">It became false.</exception>
    public static async Task StaysTrueAsync(
        Func<Task<bool>> condition,
        TimeSpan duration,
        [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < duration; await Task.Delay(Interval))
        {
            if (!await condition())
            {
                throw new InvalidOperationException($"After {watch.Elapsed.TotalSeconds:0.0} s no longer so: {what}");
            }
        }
    }
}
