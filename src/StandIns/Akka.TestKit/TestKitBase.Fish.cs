using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes messages and drops them until one matches.</summary>
    /// <param name="isMessage">Whether it matches.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public object FishForMessage(
        Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Takes messages and drops them until one matches.</summary>
    /// <param name="isMessage">Whether it matches.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Takes messages and drops them until one of a type matches.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">Whether it matches.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public T FishForMessage<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync(isMessage, max, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>Takes messages and drops them until one of a type matches.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">Whether it matches.</param>
    /// <param name="max">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        while (true)
        {
            var message = await ReceiveOneAsync(TestTime.LeftUntil(end), cancellationToken);
            _assertions.AssertTrue(
                message is not null,
                "Timeout ({0}) during fishForMessage{1}",
                limit,
                string.IsNullOrEmpty(hint) ? "" : ", hint: " + hint);
            if (message is T typed && isMessage(typed))
            {
                return typed;
            }
        }
    }
}
