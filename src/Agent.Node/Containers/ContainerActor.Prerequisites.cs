using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>
/// What comes before the signal of a stop: hooks first, then its turn, all within one grace. A sidecar's turn comes when the
/// pod releases it, or when the grace is over.
/// </summary>
internal sealed partial class ContainerActor
{
    private bool _hooksDone;

    private TimeSpan GraceLeft => TimeSpan.FromSeconds(_grace) - _setup.Services.Time.GetElapsedTime(_stopBegan);

    /// <summary>The hooks are done, if there were any: signals now, or once it is released.</summary>
    private void AwaitTurn()
    {
        _hooksDone = true;
        if (!_record.StopHeld)
        {
            SendStop();
            return;
        }

        var left = GraceLeft > TimeSpan.Zero ? GraceLeft : TimeSpan.Zero;
        Publish(_record with { DueAt = Now + left });
        Timers.StartSingleTimer(Due.Instance, Due.Instance, left);
    }

    private void OnRelease()
    {
        if (_record is not { Phase: ContainerPhase.Stopping, StopHeld: true })
        {
            return;
        }

        // Its hook may still be under way: then it goes on from there.
        Publish(_record with { StopHeld = false });
        if (_hooksDone)
        {
            Timers.Cancel(Due.Instance);
            SendStop();
        }
    }

    /// <summary>
    /// Grace only shrinks; a shorter one counts from now. Hooks and turns are waited for no longer than that, and a stop under way
    /// that would take longer is asked for anew.
    /// </summary>
    private void Shorten(long grace)
    {
        if (TimeSpan.FromSeconds(grace) >= GraceLeft)
        {
            return;
        }

        _grace = grace;
        _stopBegan = _setup.Services.Time.GetTimestamp();
        if (!_hooksDone && _hook is { } hook)
        {
            Publish(_record with { DueAt = Now + GraceLeft });
            Timers.StartSingleTimer(nameof(HookOverdue), new HookOverdue(hook.Call), GraceLeft);
        }
        else if (_record.StopHeld)
        {
            AwaitTurn();
        }
        else if (_stopAttempts == 1 && _awaited != default)
        {
            _setup.Gateway.Tell(new Runtime.CancelCriCall(_awaited));
            _stopAttempts = 0;
            SendStop();
        }
    }
}
