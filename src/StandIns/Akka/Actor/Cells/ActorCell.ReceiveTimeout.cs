using Akka.Actor.Internal;

namespace Akka.Actor;

public sealed partial class ActorCell
{
    /// <inheritdoc/>
    public TimeSpan? ReceiveTimeout => _extras?.ReceiveTimeout;

    /// <inheritdoc/>
    public void SetReceiveTimeout(TimeSpan? timeout = null)
    {
        if (timeout is not null || _extras is not null)
        {
            Extras.ReceiveTimeout = timeout;
        }
    }

    private static bool RestartsReceiveTimeout(object message) =>
        (message is TimerMessage timer ? timer.Message : message) is not INotInfluenceReceiveTimeout;

    /// <summary>Arms the timeout anew; without <paramref name="reschedule"/> only if it is not armed yet.</summary>
    private void CheckReceiveTimeout(bool reschedule)
    {
        if (_extras?.ReceiveTimeout is not { } timeout)
        {
            CancelReceiveTimeout();
        }
        else if (reschedule || _extras.PendingReceiveTimeout is null)
        {
            CancelReceiveTimeout();
            _extras.PendingReceiveTimeout =
                _system.Scheduler.ScheduleTellOnceCancelable(timeout, _self, Akka.Actor.ReceiveTimeout.Instance, _self);
        }
    }

    private void CancelReceiveTimeout()
    {
        if (_extras?.PendingReceiveTimeout is { } pending)
        {
            pending.Cancel();
            _extras.PendingReceiveTimeout = null;
        }
    }
}
