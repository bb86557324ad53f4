using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>The reference to a path where no actor is: what is sent to it becomes dead letters.</summary>
internal class EmptyLocalActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : MinimalActorRef
{
    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;

    public override bool IsTerminated => true;

    public override void SendSystemMessage(ISystemMessage message) => HandleSpecially(message, Provider.DeadLetters);

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is null)
        {
            throw new InvalidMessageException();
        }

        if (message is DeadLetter letter)
        {
            HandleSpecially(letter.Message, letter.Sender);
        }
        else if (!HandleSpecially(message, sender))
        {
            PublishDeadLetter(message, sender);
        }
    }

    /// <summary>Acts on messages that are no dead letters, or that nobody needs to hear of.</summary>
    protected virtual bool HandleSpecially(object message, IActorRef? sender)
    {
        switch (message)
        {
            case Watch watch:
                if (watch.Watchee.Equals(this) && !watch.Watcher.Equals(this))
                {
                    AnswerWatch(watch);
                }

                return true;
            case Unwatch:
                return true;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null));
                return true;
            case ActorSelectionMessage { Message: Identify identify } selection:
                if (!selection.WildCardFanOut)
                {
                    sender?.Tell(new ActorIdentity(identify.MessageId, null));
                }

                return true;
            case ActorSelectionMessage { Message: IDeadLetterSuppression suppressed }:
                PublishSuppressed(suppressed, sender);
                return true;
            case ActorSelectionMessage selection:
                PublishDeadLetter(selection.Message, sender);
                return true;
            case IDeadLetterSuppression suppressed:
                PublishSuppressed(suppressed, sender);
                return true;
            default:
                return false;
        }
    }

    protected void PublishDeadLetter(object message, IActorRef? sender) => eventStream.Publish(
        message as DeadLetter ?? new DeadLetter(message, sender.IsNobody() ? Provider.DeadLetters : sender, this));

    protected static void AnswerWatch(object watch)
    {
        if (watch is Watch { Watchee: var watchee, Watcher: var watcher })
        {
            watcher.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed: false));
        }
    }

    private void PublishSuppressed(IDeadLetterSuppression message, IActorRef? sender) => eventStream.Publish(
        new SuppressedDeadLetter(message, sender.IsNobody() ? Provider.DeadLetters : sender, this));
}
