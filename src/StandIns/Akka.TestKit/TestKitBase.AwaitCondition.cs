using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        UntilInTenths(() => Task.FromResult(conditionIsFulfilled()), null, null, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        UntilInTenths(() => Task.FromResult(conditionIsFulfilled()), null, null, cancellationToken);

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        UntilInTenths(conditionIsFulfilled, null, null, cancellationToken);

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        UntilInTenths(() => Task.FromResult(conditionIsFulfilled()), max, null, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        UntilInTenths(conditionIsFulfilled, max, null, cancellationToken);

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="message">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        UntilInTenths(() => Task.FromResult(conditionIsFulfilled()), max, message, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="message">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        UntilInTenths(() => Task.FromResult(conditionIsFulfilled()), max, message, cancellationToken);

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="message">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        UntilInTenths(conditionIsFulfilled, max, message, cancellationToken);

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="interval">How long to wait between checks; null for as long as is left.</param>
    /// <param name="message">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        Until(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="interval">How long to wait between checks; null for as long as is left.</param>
    /// <param name="message">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        Until(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, cancellationToken);

    /// <summary>Waits until a condition holds; fails the test if it does not in time.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="interval">How long to wait between checks; null for as long as is left.</param>
    /// <param name="message">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        Until(conditionIsFulfilled, max, interval, message, cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; not multiplied with the time factor.</param>
    /// <param name="interval">How long to wait between checks; 100 ms by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it held in time.</returns>
    public bool AwaitConditionNoThrow(
        Func<bool> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        AwaitConditionNoThrowAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, cancellationToken)
            .GetAwaiter().GetResult();

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait; not multiplied with the time factor.</param>
    /// <param name="interval">How long to wait between checks; 100 ms by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it held in time.</returns>
    public Task<bool> AwaitConditionNoThrowAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        Holds(conditionIsFulfilled, max, interval ?? TimeSpan.FromMilliseconds(100), cancellationToken);

    private static async Task<bool> Holds(
        Func<Task<bool>> condition, TimeSpan max, TimeSpan? interval, CancellationToken cancellationToken)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        var stop = Now + max;
        while (!await condition())
        {
            var left = stop - Now;
            if (cancellationToken.IsCancellationRequested || left < TimeSpan.Zero)
            {
                return false;
            }

            await Task.Delay(left.Min(interval), cancellationToken);
        }

        return true;
    }

    private Task UntilInTenths(Func<Task<bool>> condition, TimeSpan? max, string? message, CancellationToken cancellationToken) =>
        Until(condition, max, new TimeSpan(RemainingOrDilated(max).Ticks / 10), message, cancellationToken);

    private async Task Until(
        Func<Task<bool>> condition, TimeSpan? max, TimeSpan? interval, string? message, CancellationToken cancellationToken)
    {
        var limit = RemainingOrDilated(max);
        if (!await Holds(condition, limit, interval, cancellationToken))
        {
            _assertions.Fail("Timeout {0} expired while waiting for condition.{1}", limit, message ?? "");
        }
    }
}
