using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Runs a block that must end in time; the time left is the default time limit in it.</summary>
    /// <param name="max">How long it may take; multiplied with the time factor.</param>
    /// <param name="action">The block.</param>
    /// <param name="epsilonValue">How much longer it may take without failing; nothing by default.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    public void Within(
        TimeSpan max,
        Action action,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        RunWithin(TimeSpan.Zero, max, WithResult(action), null, epsilonValue, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Runs a block that must end in time; the time left is the default time limit in it.</summary>
    /// <param name="max">How long it may take; multiplied with the time factor.</param>
    /// <param name="actionAsync">The block.</param>
    /// <param name="epsilonValue">How much longer it may take without failing; nothing by default.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    public async Task WithinAsync(
        TimeSpan max,
        Func<Task> actionAsync,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        await RunWithin(TimeSpan.Zero, max, WithResult(actionAsync), null, epsilonValue, cancellationToken);

    /// <summary>Runs a block that must end in time; the time left is the default time limit in it.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="max">How long it may take; multiplied with the time factor.</param>
    /// <param name="function">The block.</param>
    /// <param name="epsilonValue">How much longer it may take without failing; nothing by default.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    /// <returns>The result of the block.</returns>
    public T Within<T>(
        TimeSpan max,
        Func<T> function,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        RunWithin(TimeSpan.Zero, max, () => Task.FromResult(function()), null, epsilonValue, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Runs a block that must end in time; the time left is the default time limit in it.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="max">How long it may take; multiplied with the time factor.</param>
    /// <param name="function">The block.</param>
    /// <param name="epsilonValue">How much longer it may take without failing; nothing by default.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    /// <returns>The result of the block.</returns>
    public Task<T> WithinAsync<T>(
        TimeSpan max,
        Func<Task<T>> function,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        RunWithin(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block that must take at least and at most given durations; the time left is the default time limit in it.</summary>
    /// <param name="min">How long it must take.</param>
    /// <param name="max">How long it may take; multiplied with the time factor.</param>
    /// <param name="action">The block.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="epsilonValue">How much longer it may take without failing; nothing by default.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    public void Within(
        TimeSpan min,
        TimeSpan max,
        Action action,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        RunWithin(min, max, WithResult(action), hint, epsilonValue, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Runs a block that must take at least and at most given durations; the time left is the default time limit in it.</summary>
    /// <param name="min">How long it must take.</param>
    /// <param name="max">How long it may take; multiplied with the time factor.</param>
    /// <param name="actionAsync">The block.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="epsilonValue">How much longer it may take without failing; nothing by default.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    public async Task WithinAsync(
        TimeSpan min,
        TimeSpan max,
        Func<Task> actionAsync,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        await RunWithin(min, max, WithResult(actionAsync), hint, epsilonValue, cancellationToken);

    /// <summary>Runs a block that must take at least and at most given durations; the time left is the default time limit in it.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="min">How long it must take.</param>
    /// <param name="max">How long it may take; multiplied with the time factor.</param>
    /// <param name="function">The block.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="epsilonValue">How much longer it may take without failing; nothing by default.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    /// <returns>The result of the block.</returns>
    public T Within<T>(
        TimeSpan min,
        TimeSpan max,
        Func<T> function,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        RunWithin(min, max, () => Task.FromResult(function()), hint, epsilonValue, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Runs a block that must take at least and at most given durations; the time left is the default time limit in it.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="min">How long it must take.</param>
    /// <param name="max">How long it may take; multiplied with the time factor.</param>
    /// <param name="function">The block.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="epsilonValue">How much longer it may take without failing; nothing by default.</param>
    /// <param name="cancellationToken">Ends the wait for the block.</param>
    /// <returns>The result of the block.</returns>
    public Task<T> WithinAsync<T>(
        TimeSpan min,
        TimeSpan max,
        Func<Task<T>> function,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        RunWithin(min, max, function, hint, epsilonValue, cancellationToken);

    private static Func<Task<bool>> WithResult(Action action) => () =>
    {
        action();
        return Task.FromResult(true);
    };

    private static Func<Task<bool>> WithResult(Func<Task> action) => async () =>
    {
        await action();
        return true;
    };

    private async Task<T> RunWithin<T>(
        TimeSpan min, TimeSpan max, Func<Task<T>> block, string? hint, TimeSpan? epsilon, CancellationToken cancellationToken)
    {
        min.EnsureIsPositiveFinite(nameof(min));
        max.EnsureIsPositiveFinite(nameof(max));
        max = Dilated(max);
        var start = Now;
        var outerEnd = _end;
        var outerLeft = outerEnd - start;
        _assertions.AssertTrue(
            outerLeft is null || outerLeft >= min,
            "Required min time {0} not possible, only {1} left. {2}",
            min,
            outerLeft,
            hint ?? "");
        var limit = outerLeft < max ? outerLeft.Value : max;
        _lastWasNoMsg = false;
        _end = start + limit;
        T result;
        try
        {
            result = await RunUntil(block, max, cancellationToken);
        }
        finally
        {
            _end = outerEnd;
        }

        var elapsed = Now - start;
        if (elapsed < min)
        {
            _assertions.Fail("Failed: Block took {0}, should have at least been {1}. {2}", elapsed, min, hint ?? "");
        }

        if (!_lastWasNoMsg && elapsed > limit + (epsilon ?? TimeSpan.Zero))
        {
            _assertions.Fail("Failed: Block took {0}, exceeding {1}. {2}", elapsed, limit, hint ?? "");
        }

        return result;
    }

    /// <summary>The result of the block; the default value if it takes too long, which the caller reports.</summary>
    /// <exception cref="AggregateException">The block failed after its first await.</exception>
    private static async Task<T> RunUntil<T>(Func<Task<T>> block, TimeSpan max, CancellationToken cancellationToken)
    {
        var running = block();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // A timer may fire a little early; the extra time makes sure that a late block is found to be late.
        var delay = Task.Delay(max + TimeSpan.FromMilliseconds(200), timeout.Token);
        if (await Task.WhenAny(running, delay) == running)
        {
            await timeout.CancelAsync();
            return running.Result;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return default!;
    }
}
