using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Debug = Akka.Event.Debug;

namespace Akka.Actor;

public sealed partial class ActorCell
{
    /// <summary>Has the mailbox run for the first time, which creates the instance.</summary>
    internal void Start() => Dispatcher.Attach(this);

    private void Create()
    {
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            CheckReceiveTimeout(reschedule: true);
            LogLifecycle(_actor, "Started");
        }
        catch (Exception e)
        {
            if (_actor is not null)
            {
                ClearActor(_actor);
                _actor = null;
            }

            throw new ActorInitializationException(_self, "Exception during creation", e);
        }
    }

    private ActorBase NewActor()
    {
        ClearBehaviors();
        ActorHasBeenCleared = false;
        var actor = _props.NewActor();
        if (actor is IActorStash { Stash: null } stashing)
        {
            stashing.Stash = this.CreateStash(stashing);
        }

        actor.Incarnated();
        actor.Strategy = _props.SupervisorStrategy;
        return actor;
    }

    private void Terminate()
    {
        SetReceiveTimeout(null);
        CancelReceiveTimeout();
        UnwatchWatchedActors();
        StopChildren();
        var wasTerminating = IsTerminating;
        if (_children is null || !_children.WaitWith(ChildrenState.Termination, null))
        {
            FinishTerminate();
        }
        else if (!wasTerminating)
        {
            // No message may be processed while waiting for the children, and a failure now concerns nobody.
            Mailbox.Suspend();
            Extras.Perpetrator = _self;
            LogLifecycle(_actor, "Stopping");
        }
    }

    /// <summary>The end. The parent hears of it before the watchers do, and both after PostStop.</summary>
    private void FinishTerminate()
    {
        var actor = _actor;
        ChildRegistry.MarkTerminated(ref _children);
        try
        {
            if (actor is not null)
            {
                actor.AroundPostStop();
                (actor as IActorStash)?.Stash?.UnstashAll();
            }
        }
        catch (Exception e)
        {
            Publish(new Error(e, _self.Path.ToString(), ActorType, e.Message));
        }
        finally
        {
            Dispatcher.Detach(this);
            _parent.SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true));
            TellWatchersWeDied();
            UnwatchWatchedActors();
            LogLifecycle(actor, "Stopped");
            ClearActor(actor);
            _props = Props.Terminated;
            _actor = null;
            _extras = null;
        }
    }

    private void ClearActor(ActorBase? actor)
    {
        if (actor is not null)
        {
            try
            {
                (actor as IDisposable)?.Dispose();
            }
            catch (Exception e)
            {
                _system.Log.Error(e, "An error occurred while disposing {0} actor. Reason: {1}", actor.GetType(), e.Message);
            }

            _props.Release(actor);
            actor.Clear(_system.DeadLetters);
        }

        ActorHasBeenCleared = true;
        CurrentMessage = null;
        ClearBehaviors();
    }

    private void LogLifecycle(ActorBase? actor, string what)
    {
        if (_system.Settings.DebugLifecycle)
        {
            Publish(new Debug(_self.Path.ToString(), ActorType, actor is null ? what : $"{what} ({actor})"));
        }
    }
}
