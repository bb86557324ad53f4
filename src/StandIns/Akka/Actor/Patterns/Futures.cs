using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Sends a message and waits for the answer. It runs on the real clock.</summary>
public static class Futures
{
    /// <summary>Sends a message; the task is the answer.</summary>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    /// <summary>Sends a message; the task is the answer.</summary>
    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    /// <summary>Sends a message; the task is the answer.</summary>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    /// <summary>Sends a message; the task is the answer.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <summary>Sends a message; the task is the answer.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <summary>Sends a message; the task is the answer.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>Sends a message that is made for whoever takes the answer; the task is the answer.</summary>
    /// <param name="self">The actor to ask.</param>
    /// <param name="messageFactory">Makes the message; its argument is the sender.</param>
    /// <param name="timeout">How long to wait; null for <c>akka.actor.ask-timeout</c>, which by default is for ever.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>
    /// The answer. The task fails with <see cref="AskTimeoutException"/> if none comes in time, with the cause of
    /// <see cref="Status.Failure"/> if that is the answer, and with <see cref="ArgumentException"/> if the answer has another
    /// type.
    /// </returns>
    /// <exception cref="ArgumentException">The actor belongs to no actor system.</exception>
    public static Task<T> Ask<T>(
        this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var provider = ProviderOf(self) ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var limit = timeout ?? provider.Settings.AskTimeout;
        var future = new FutureActorRef<T>(provider.TempPath(), provider);
        provider.RegisterTempActor(future, future.Path);
        _ = CompleteAsync(future, provider, limit, cancellationToken);
        self.Tell(messageFactory(future), future);
        return future.Result;
    }

    private static async Task CompleteAsync<T>(
        FutureActorRef<T> future, IActorRefProvider provider, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = limit > TimeSpan.Zero ? new CancellationTokenSource(limit) : null;
        using var timedOut = timer?.Token.UnsafeRegister(
            _ => future.Fail(new AskTimeoutException(
                FormattableString.Invariant($"Timeout after {limit.TotalSeconds:F2} seconds"))),
            null);
        using var cancelled = cancellationToken.UnsafeRegister(_ => future.Cancel(), null);
        await ((Task)future.Result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        provider.UnregisterTempActor(future.Path);
    }

    private static IActorRefProvider? ProviderOf(ICanTell target) => target switch
    {
        ActorSelection selection => ProviderOf(selection.Anchor),
        IInternalActorRef actor => actor.Provider,
        _ => InternalCurrentActorCellKeeper.Current?.SystemImpl.Provider,
    };
}
