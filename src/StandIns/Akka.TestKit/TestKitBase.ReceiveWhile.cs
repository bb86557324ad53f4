using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes messages as long as the filter gives a result; the first other one stays.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="max">How long to wait in all; null for what is left, or the default time limit.</param>
    /// <param name="filter">Gives the result for a message, or null to stop.</param>
    /// <param name="msgs">How many messages to take at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ToList(ReceiveWhileAsync(filter, max, Timeout.InfiniteTimeSpan, msgs, cancellationToken));

    /// <summary>Takes messages as long as the filter gives a result; the first other one stays.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="max">How long to wait in all; null for what is left, or the default time limit.</param>
    /// <param name="idle">How long to wait for each message; null for no limit.</param>
    /// <param name="filter">Gives the result for a message, or null to stop.</param>
    /// <param name="msgs">How many messages to take at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max,
        TimeSpan? idle,
        Func<object, T?> filter,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        ToList(ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken));

    /// <summary>Takes messages as long as the filter gives a result; the first other one stays.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="filter">Gives the result for a message, or null to stop.</param>
    /// <param name="max">How long to wait in all; null for what is left, or the default time limit.</param>
    /// <param name="idle">How long to wait for each message; null for no limit.</param>
    /// <param name="msgs">How many messages to take at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T?> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        ToList(ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken));

    /// <summary>Takes messages as long as the filter gives a result; the first other one stays.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="filter">Gives the result for a message, or null to stop.</param>
    /// <param name="max">How long to wait in all; null for what is left, or the default time limit.</param>
    /// <param name="idle">How long to wait for each message; null for no limit.</param>
    /// <param name="msgs">How many messages to take at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T?> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        ReceiveWhile(
            message => filter(message) is { } result ? (Take: true, Give: true, result) : default, max, idle, msgs, cancellationToken);

    /// <summary>Takes messages of a type as long as the predicate is true; the first other one stays.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldContinue">Whether to take a message.</param>
    /// <param name="max">How long to wait in all; null for what is left, or the default time limit.</param>
    /// <param name="idle">How long to wait for each message; null for no limit.</param>
    /// <param name="msgs">How many messages to take at most.</param>
    /// <param name="shouldIgnoreOtherMessageTypes">Whether messages of other types are dropped; otherwise they stop it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default) =>
        ToList(ReceiveWhileAsync(shouldContinue, max, idle, msgs, shouldIgnoreOtherMessageTypes, cancellationToken));

    /// <summary>Takes messages of a type as long as the predicate is true; the first other one stays.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldContinue">Whether to take a message.</param>
    /// <param name="max">How long to wait in all; null for what is left, or the default time limit.</param>
    /// <param name="idle">How long to wait for each message; null for no limit.</param>
    /// <param name="msgs">How many messages to take at most.</param>
    /// <param name="shouldIgnoreOtherMessageTypes">Whether messages of other types are dropped; otherwise they stop it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default) =>
        ReceiveWhile(
            message => message is T typed
                ? (shouldContinue(typed), true, typed)
                : (shouldIgnoreOtherMessageTypes, false, default(T)!),
            max,
            idle,
            msgs,
            cancellationToken);

    /// <summary>Takes messages as long as <c>Take</c> is true, and gives the results of those for which <c>Give</c> is too.</summary>
    private async IAsyncEnumerable<T> ReceiveWhile<T>(
        Func<object, (bool Take, bool Give, T Result)> next,
        TimeSpan? max,
        TimeSpan? idle,
        int msgs,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stop = Now + RemainingOrDilated(max);
        MessageEnvelope? accepted = null;
        for (var count = 0; count < msgs;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var envelope = await ReceiveEnvelope(TestTime.LeftUntil(stop).Min(idle), take: false, cancellationToken);
            var (take, give, result) = envelope is null ? default : next(envelope.Message);
            if (!take)
            {
                break;
            }

            _queue.Reader.TryRead(out accepted);
            if (give)
            {
                yield return result;
                count++;
            }
        }

        _last = accepted;
        _lastWasNoMsg = true;
    }
}
