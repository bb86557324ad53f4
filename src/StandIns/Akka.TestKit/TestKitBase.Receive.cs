using System.Runtime.CompilerServices;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes the next message.</summary>
    /// <param name="max">How long to wait; the default time limit if null, not at all if zero, forever if infinite.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null if none came.</returns>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        ReceiveOneAsync(max, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>Takes the next message.</summary>
    /// <param name="max">How long to wait; the default time limit if null, not at all if zero, forever if infinite.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null if none came.</returns>
    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await ReceiveEnvelope(max, take: true, cancellationToken))?.Message;

    /// <summary>Takes the next messages, within the default time limit.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ToList(ReceiveNAsync(numberOfMessages, cancellationToken));

    /// <summary>Takes the next messages, within the default time limit.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        InternalReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <summary>Takes the next messages.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="max">How long to wait for all of them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<object> ReceiveN(
        int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        ToList(ReceiveNAsync(numberOfMessages, max, cancellationToken));

    /// <summary>Takes the next messages.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="max">How long to wait for all of them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return InternalReceiveN(numberOfMessages, Dilated(max), cancellationToken);
    }

    private static List<T> ToList<T>(IAsyncEnumerable<T> messages) => messages.ToListAsync().AsTask().GetAwaiter().GetResult();

    private async IAsyncEnumerable<object> InternalReceiveN(
        int numberOfMessages, TimeSpan max, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = Now;
        for (var i = 0; i < numberOfMessages; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var message = await ReceiveOneAsync(TestTime.LeftUntil(start + max), cancellationToken);
            _assertions.AssertTrue(
                message is not null,
                "Timeout ({0}) while expecting {1} messages. Only got {2} after {3}.",
                max,
                numberOfMessages,
                i,
                Now - start);
            yield return message!;
        }
    }

    /// <summary>The next message, taken from the queue or left there; null if none came.</summary>
    private async ValueTask<MessageEnvelope?> ReceiveEnvelope(TimeSpan? max, bool take, CancellationToken cancellationToken)
    {
        var limit = GetTimeoutOrDefault(max);
        var start = Now;
        if (limit == Timeout.InfiniteTimeSpan)
        {
            Log.Warning("Waiting for a message without time limit");
        }

        if (limit > TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan)
        {
            await WaitForMessage(limit, cancellationToken);
        }

        // A negative time left over gives nothing even if a message waits.
        MessageEnvelope? envelope = null;
        if (limit >= TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan)
        {
            _ = take ? _queue.Reader.TryRead(out envelope) : _queue.Reader.TryPeek(out envelope);
        }

        _lastWasNoMsg = false;
        _last = envelope;
        LogCall("Received {0} after {1}", envelope is null ? "no message" : envelope, Now - start);
        return envelope;
    }

    private async ValueTask WaitForMessage(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            await _queue.Reader.WaitToReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time limit: the caller finds the queue empty.
        }
    }

    private void LogCall(string format, params object[] args)
    {
        if (TestKitSettings.LogTestKitCalls)
        {
            Log.Debug(format, args);
        }
    }
}
