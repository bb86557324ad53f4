using System.Runtime.ExceptionServices;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Debug = Akka.Event.Debug;

namespace Akka.Actor;

public sealed partial class ActorCell
{
    private bool IsFailed => _extras?.Perpetrator is not null;

    /// <summary>Suspends the actor and its children, and has the supervisor decide.</summary>
    private void HandleInvokeFailure(Exception cause, IReadOnlyCollection<IActorRef>? childrenNotToSuspend = null)
    {
        if (IsFailed)
        {
            return;
        }

        try
        {
            Mailbox.Suspend();
            IReadOnlyCollection<IActorRef> spared = childrenNotToSuspend ?? [];
            if (CurrentMessage is Failed && _sender is { } failedChild)
            {
                // Escalation: the child that failed is suspended already.
                Extras.Perpetrator = failedChild;
                spared = [.. spared, failedChild];
            }
            else
            {
                Extras.Perpetrator = _self;
            }

            SuspendChildren(spared);
            _parent.SendSystemMessage(new Failed(_self, cause, _self.Path.Uid));
        }
        catch (Exception e)
        {
            Publish(new Error(e, _self.Path.ToString(), ActorType, $"Emergency stop: exception in failure handling for {cause}"));
            try
            {
                StopChildren();
            }
            finally
            {
                FinishTerminate();
            }
        }
    }

    /// <summary>Decides, as the supervisor, what becomes of a child that failed.</summary>
    private void HandleFailed(Failed failed)
    {
        CurrentMessage = failed;
        _sender = failed.Child.IsNobody() ? null : failed.Child;

        // The uid tells a child that was replaced while its failure was under way.
        if (_children?.Find(failed.Child) is not { } child)
        {
            Publish(new Debug(
                _self.Path.ToString(), ActorType, $"Dropping Failed({failed.Cause}) from unknown child {failed.Child}"));
        }
        else if (child.Path.Uid != failed.Uid)
        {
            Publish(new Debug(
                _self.Path.ToString(), ActorType, $"Dropping Failed({failed.Cause}) from old child {failed.Child}"));
        }
        else if (!_actor!.Strategy!.HandleFailure(this, child, failed.Cause, _children.StatsOf(child), _children.AllStats()))
        {
            ExceptionDispatchInfo.Throw(failed.Cause);
        }

        CurrentMessage = null;
    }

    private void FaultRecreate(Exception? cause)
    {
        if (_actor is null)
        {
            Publish(new Error(null, _self.Path.ToString(), GetType(), $"Changing Recreate into Create after {cause}"));
            FaultCreate();
        }
        else if (_children is not null && !_children.IsNormal)
        {
            // Terminating, or restarting already; keeps the suspensions balanced.
            FaultResume(null);
        }
        else
        {
            var failedActor = _actor;
            LogLifecycle(failedActor, "Restarting");
            var message = CurrentMessage;
            try
            {
                failedActor.AroundPreRestart(cause!, message);
                (failedActor as IActorStash)?.Stash?.UnstashAll();
            }
            catch (Exception e)
            {
                var logged = new PreRestartException(_self, e, cause, message);
                Publish(new Error(logged, _self.Path.ToString(), failedActor.GetType(), e.Message));
            }
            finally
            {
                ClearActor(failedActor);
            }

            if (_children is null || !_children.WaitWith(ChildrenState.Recreation, cause))
            {
                FinishRecreate(cause, failedActor);
            }
        }
    }

    private void FinishRecreate(Exception? cause, ActorBase? failedActor)
    {
        // Taken before the new instance creates children.
        var survivors = _children?.Snapshot() ?? [];
        try
        {
            Mailbox.Resume();
            Extras.Perpetrator = null;
            var fresh = NewActor();
            _actor = fresh;
            if (ReferenceEquals(fresh, failedActor))
            {
                fresh.Unclear();
            }

            fresh.AroundPostRestart(cause!, null);
            LogLifecycle(fresh, "Restarted");
            foreach (var child in survivors)
            {
                child.Restart(cause);
            }
        }
        catch (Exception e)
        {
            ClearActor(_actor);
            HandleInvokeFailure(new PostRestartException(_self, e, cause), survivors);
        }
    }

    private void FaultResume(Exception? causedByFailure)
    {
        if (_actor is null)
        {
            Publish(new Error(null, _self.Path.ToString(), GetType(), $"Changing Resume into Create after {causedByFailure}"));
            FaultCreate();
            return;
        }

        var perpetrator = _extras?.Perpetrator;
        Mailbox.Resume();
        if (causedByFailure is not null)
        {
            Extras.Perpetrator = null;
        }

        foreach (var child in _children?.Snapshot() ?? [])
        {
            child.Resume(child.Equals(perpetrator) ? causedByFailure : null);
        }
    }

    /// <summary>Tries again to create an actor whose creation failed.</summary>
    private void FaultCreate()
    {
        SetReceiveTimeout(null);
        CancelReceiveTimeout();
        StopChildren();
        if (_children is null || !_children.WaitWith(ChildrenState.Creation, null))
        {
            FinishCreate();
        }
    }

    private void FinishCreate()
    {
        Mailbox.Resume();
        Extras.Perpetrator = null;
        Guarded(static cell => cell.Create());
    }

    private void HandleChildTerminated(IInternalActorRef child)
    {
        var (waitedFor, cause) = _children!.Remove(child);
        if (_actor is not null)
        {
            try
            {
                _actor.Strategy!.HandleChildTerminated(this, child, RemainingChildren());
            }
            catch (Exception e)
            {
                Publish(new Error(e, _self.Path.ToString(), ActorType, "HandleChildTerminated failed"));
                HandleInvokeFailure(e);
            }
        }

        // The last child that something waited for is gone: go on with it.
        switch (waitedFor)
        {
            case ChildrenState.Recreation:
                FinishRecreate(cause, _actor);
                break;
            case ChildrenState.Creation:
                FinishCreate();
                break;
            case ChildrenState.Termination:
                FinishTerminate();
                break;
        }
    }
}
