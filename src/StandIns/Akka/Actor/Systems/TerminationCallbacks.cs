using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>What is to run when the last actor has terminated.</summary>
internal sealed class TerminationCallbacks
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Stack<Action>? _callbacks = new();

    /// <summary>Completes when all callbacks have run.</summary>
    public Task Done => _done.Task;

    public void Add(Action callback)
    {
        lock (_lock)
        {
            if (_callbacks is null)
            {
                throw new InvalidOperationException("ActorSystem already terminated.");
            }

            _callbacks.Push(callback);
        }
    }

    /// <summary>Runs the callbacks after a task, those added last first.</summary>
    public void RunAfter(Task terminated, ILoggingAdapter log) => _ = RunAfterAsync(terminated, log);

    private async Task RunAfterAsync(Task terminated, ILoggingAdapter log)
    {
        await terminated.ConfigureAwait(false);
        Stack<Action> callbacks;
        lock (_lock)
        {
            callbacks = _callbacks!;
            _callbacks = null;
        }

        while (callbacks.TryPop(out var callback))
        {
            try
            {
                callback();
            }
            catch (Exception e)
            {
                log.Error(e, "Error in a callback on termination");
            }
        }

        _done.SetResult();
    }
}
