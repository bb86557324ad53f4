using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Expects that the next message has a type and a sender.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="duration">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(
        IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync<T>(sender, duration, hint, cancellationToken));

    /// <summary>Expects that the next message has a type and a sender.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="duration">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectFrom<T>(sender, duration, static _ => { }, hint, cancellationToken);

    /// <summary>Expects that the next message equals one, and a sender.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="message">What it should be.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync(sender, message, timeout, hint, cancellationToken));

    /// <summary>Expects that the next message equals one, and a sender.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="message">What it should be.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectFrom<T>(sender, timeout, actual => _assertions.AssertEqual(message, actual), hint, cancellationToken);

    /// <summary>Expects that the next message has a type and satisfies a predicate, and a sender.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync(sender, isMessage, timeout, hint, cancellationToken));

    /// <summary>Expects that the next message has a type and satisfies a predicate, and a sender.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectFrom<T>(sender, timeout, actual => AssertMatches(isMessage(actual), actual, hint), hint, cancellationToken);

    /// <summary>Expects that the next message has a type and passes assertions, and a sender.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="assertMessage">The assertions.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync(sender, assertMessage, timeout, hint, cancellationToken));

    /// <summary>Expects that the next message has a type and passes assertions, and a sender.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <param name="assertMessage">The assertions.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectFrom<T>(sender, timeout, actual => assertMessage(actual), hint, cancellationToken);

    private ValueTask<T> ExpectFrom<T>(
        IActorRef sender, TimeSpan? timeout, Action<T> assert, string? hint, CancellationToken cancellationToken) =>
        Expect<T>(
            RemainingOrDilated(timeout),
            (actual, from) =>
            {
                _assertions.AssertEqual(
                    sender,
                    from,
                    $"Sender does not match. Got a message from sender {from}. But expected {sender} {hint}");
                assert(actual);
            },
            hint,
            cancellationToken);
}
