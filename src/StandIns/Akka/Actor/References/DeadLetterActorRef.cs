using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>Where messages end that no actor gets: they are published as <see cref="DeadLetter"/>.</summary>
internal sealed class DeadLetterActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream)
    : EmptyLocalActorRef(provider, path, eventStream)
{
    protected override void TellInternal(object message, IActorRef? sender)
    {
        switch (message)
        {
            case null:
                throw new InvalidMessageException();
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, ActorRefs.Nobody));
                break;
            case DeadLetter letter when !HandleSpecially(letter.Message, letter.Sender):
                PublishDeadLetter(letter, letter.Sender);
                break;
            case DeadLetter:
                break;
            default:
                if (!HandleSpecially(message, sender))
                {
                    PublishDeadLetter(message, sender);
                }

                break;
        }
    }

    protected override bool HandleSpecially(object message, IActorRef? sender)
    {
        if (message is not Watch watch)
        {
            return base.HandleSpecially(message, sender);
        }

        // Whoever is watched through here has terminated; dead letters itself never does.
        if (!watch.Watchee.Equals(this) && !watch.Watcher.Equals(this))
        {
            AnswerWatch(watch);
        }

        return true;
    }
}
