using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Expects that the next message has a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="duration">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync<T>(duration, hint, cancellationToken));

    /// <summary>Expects that the next message has a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="duration">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(
        TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(RemainingOrDilated(duration), static (_, _) => { }, hint, cancellationToken);

    /// <summary>Expects that the next message equals one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="message">What it should be.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(message, timeout, hint, cancellationToken));

    /// <summary>Expects that the next message equals one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="message">What it should be.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(
        T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(
            RemainingOrDilated(timeout), (actual, _) => _assertions.AssertEqual(message, actual), hint, cancellationToken);

    /// <summary>Expects that the next message has a type and satisfies a predicate.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(isMessage, timeout, hint, cancellationToken));

    /// <summary>Expects that the next message has a type and satisfies a predicate.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(
            RemainingOrDilated(timeout), (actual, _) => AssertMatches(isMessage(actual), actual, hint), hint, cancellationToken);

    /// <summary>Expects that the next message has a type and passes assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assert">The assertions.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(assert, timeout, hint, cancellationToken));

    /// <summary>Expects that the next message has a type and passes assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assert">The assertions.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(RemainingOrDilated(timeout), (actual, _) => assert(actual), hint, cancellationToken);

    /// <summary>Expects that the next message has a type and, with its sender, satisfies a predicate.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessageAndSender">The predicate.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Wait(Expect<T>(
            RemainingOrDilated(RemainingOrDilated(timeout)),
            (actual, sender) => AssertMatches(isMessageAndSender(actual, sender), actual, hint),
            hint,
            cancellationToken));

    /// <summary>Expects that the next message has a type and, with its sender, passes assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assertMessageAndSender">The assertions.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Wait(Expect(RemainingOrDilated(timeout), assertMessageAndSender, hint, cancellationToken));

    /// <summary>Expects that the next message equals one in terms of a comparer.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="expected">What it should be.</param>
    /// <param name="comparer">Tells whether two messages are equal.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        T expected,
        Func<T, T, bool> comparer,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Wait(Expect<T>(
            RemainingOrDilated(timeout),
            (actual, _) => _assertions.AssertEqual(expected, actual, comparer, hint ?? ""),
            hint,
            cancellationToken));

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private void AssertMatches<T>(bool matches, T message, string? hint) => _assertions.AssertTrue(
        matches,
        "Got a message of the expected type <{0}>. Also expected {1} but the message {{{2}}} did not match",
        typeof(T).FullName,
        hint ?? "the predicate to return true",
        message);

    private async ValueTask<T> Expect<T>(
        TimeSpan timeout, Action<T, IActorRef> assert, string? hint, CancellationToken cancellationToken)
    {
        LogCall("Expecting message of type {0}. {1}", typeof(T), hint ?? "");
        var envelope = await ReceiveEnvelope(timeout, take: true, cancellationToken);
        if (envelope is null)
        {
            _assertions.Fail("Failed: Timeout {0} while waiting for a message of type {1} {2}", timeout, typeof(T), hint ?? "");
        }

        if (envelope!.Message is not T message)
        {
            _assertions.Fail(
                "Failed: Expected a message of type {0}, but received {{{1}}} (type {2}) instead {3} from {4}",
                typeof(T),
                envelope.Message,
                envelope.Message.GetType(),
                hint ?? "",
                envelope.Sender);
            return default!;
        }

        assert(message, envelope.Sender);
        return message;
    }
}
