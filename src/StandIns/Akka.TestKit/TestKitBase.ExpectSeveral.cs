using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Expects that the next message is one of several.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">What it may be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAnyOfAsync(messages, cancellationToken));

    /// <summary>Expects that the next message is one of several.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">What it may be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public async ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDefault;
        var message = await ReceiveOneAsync(limit, cancellationToken);
        _assertions.AssertTrue(
            message is not null,
            "Timeout {0} during waiting for ExpectMsgAnyOf waiting for ({1})",
            limit,
            string.Join(',', messages));
        _assertions.AssertTrue(
            message is T typed && messages.Contains(typed), "ExpectMsgAnyOf found unexpected {0}", message);
        return (T)message!;
    }

    /// <summary>Expects that the next messages are these, in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">
    /// What they should be. A value that equals the default of its type, like 0, is never found.
    /// </param>
    /// <returns>The messages.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectMsgAllOf(messages, CancellationToken.None);

    /// <summary>Expects that the next messages are these, in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">
    /// What they should be. A value that equals the default of its type, like 0, is never found.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ToList(ExpectMsgAllOfAsync(messages, cancellationToken));

    /// <summary>Expects that the next messages are these, in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">
    /// What they should be. A value that equals the default of its type, like 0, is never found.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        InternalExpectAllOf(RemainingOrDefault, messages, cancellationToken);

    /// <summary>Expects that the next messages are these, in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="max">How long to wait for all of them.</param>
    /// <param name="messages">
    /// What they should be. A value that equals the default of its type, like 0, is never found.
    /// </param>
    /// <returns>The messages.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) =>
        ExpectMsgAllOf(max, messages, CancellationToken.None);

    /// <summary>Expects that the next messages are these, in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="max">How long to wait for all of them.</param>
    /// <param name="messages">
    /// What they should be. A value that equals the default of its type, like 0, is never found.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ToList(ExpectMsgAllOfAsync(max, messages, cancellationToken));

    /// <summary>Expects that the next messages are these, in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="max">How long to wait for all of them.</param>
    /// <param name="messages">
    /// What they should be. A value that equals the default of its type, like 0, is never found.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return InternalExpectAllOf(Dilated(max), messages, cancellationToken);
    }

    private async IAsyncEnumerable<T> InternalExpectAllOf<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var missing = messages.ToList();
        var unexpected = new List<object>();
        await foreach (var message in InternalReceiveN(messages.Count, max, cancellationToken))
        {
            // The reference implementation takes a default value that it finds for "not found".
            if (message is not T typed || Equals(typed, default(T)) || !missing.Remove(typed))
            {
                unexpected.Add(message);
            }

            if (message is T given)
            {
                yield return given;
            }
        }

        if (missing.Count > 0 || unexpected.Count > 0)
        {
            _assertions.Fail("not found [{0}], found unexpected [{1}]", string.Join(", ", missing), string.Join(", ", unexpected));
        }
    }
}
