using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>Takes the answer to an Ask.</summary>
internal sealed class FutureActorRef<T>(ActorPath path, IActorRefProvider provider) : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;

    public Task<T> Result => _result.Task;

    public void Fail(Exception cause) => _result.TrySetException(cause);

    public void Cancel() => _result.TrySetCanceled();

    public override void SendSystemMessage(ISystemMessage message)
    {
        // Watching an Ask has no effect: it has no life to end.
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        var taken = message switch
        {
            T answer => _result.TrySetResult(answer),
            Status.Failure failure => _result.TrySetException(
                failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => Reject(message),
        };

        if (!taken && !_result.Task.IsCanceled)
        {
            Provider.DeadLetters.Tell(message, this);
        }
    }

    private bool Reject(object message)
    {
        _result.TrySetException(new ArgumentException(
            $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]"));
        return false;
    }
}
