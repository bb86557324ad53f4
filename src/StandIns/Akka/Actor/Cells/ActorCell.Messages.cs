using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Debug = Akka.Event.Debug;

namespace Akka.Actor;

public sealed partial class ActorCell
{
    internal void SendMessage(object message, IActorRef? sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            Dispatcher.Dispatch(this, new Envelope(message, sender));
        }
        catch (Exception e)
        {
            Publish(new Error(e, _parent.ToString()!, ActorType, "Swallowing exception during message send"));
        }
    }

    /// <summary>Has the actor process a message. Called by its mailbox.</summary>
    internal void InvokeMessage(object message, IActorRef? sender)
    {
        var restartsTimeout = _extras is not null && RestartsReceiveTimeout(message);
        try
        {
            CurrentMessage = message;
            CurrentEnvelopeId++;
            _sender = sender;
            if (restartsTimeout)
            {
                CancelReceiveTimeout();
            }

            if (message is IAutoReceivedMessage)
            {
                AutoReceiveMessage(message);
            }
            else
            {
                ReceiveMessage(message);
            }

            CurrentMessage = null;
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e);
        }
        finally
        {
            if (_extras is not null)
            {
                CheckReceiveTimeout(restartsTimeout);
            }
        }
    }

    internal void ToDeadLetters(object message, IActorRef? sender)
    {
        // A subscriber to dead letters that is itself dead must not make new ones.
        if (message is not DeadLetter)
        {
            _system.DeadLetters.Tell(new DeadLetter(message, sender ?? _system.DeadLetters, _self), sender);
        }
    }

    internal void ToDeadLetters(SystemMessage message) => _system.DeadLetters.Tell(new DeadLetter(message, _self, _self), _self);

    /// <summary>Closes the mailbox for good; what was in it becomes dead letters.</summary>
    internal void CloseMailbox()
    {
        var (system, messages) = Mailbox.Close();
        ToDeadLetters(system, messages);
    }

    /// <summary>Acts on a message that the cell handles itself.</summary>
    internal void AutoReceiveMessage(object message)
    {
        if (_system.Settings.DebugAutoReceive)
        {
            Publish(new Debug(_self.Path.ToString(), ActorType, $"received AutoReceiveMessage {message}"));
        }

        switch (message)
        {
            case Terminated terminated:
                ReceivedTerminated(terminated);
                break;
            case PoisonPill:
                _self.Stop();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case ActorSelectionMessage selection:
                new ActorSelection(_self, selection.Elements).Tell(selection.Message, Sender);
                break;
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, _self), _self);
                break;
        }
    }

    private void ReceiveMessage(object message)
    {
        var handled = _actor!.AroundReceive(_behavior ?? OwnReceive, message);
        if (_system.Settings.AddLoggingReceive && _actor is ILogReceive)
        {
            var text = $"received {(handled ? "handled" : "unhandled")} message {message} from {Sender.Path}";
            Publish(new Debug(_self.Path.ToString(), _actor.GetType(), text));
        }
    }

    private void ToDeadLetters(SystemMessage? system, MessageNode? messages)
    {
        while (system is not null)
        {
            var next = system.Next;
            system.Next = null;
            ToDeadLetters(system);
            system = next;
        }

        for (; messages is not null; messages = messages.Next)
        {
            ToDeadLetters(messages.Message, messages.Sender);
        }
    }

    private void Publish(LogEvent logEvent)
    {
        try
        {
            _system.EventStream.Publish(logEvent);
        }
        catch (Exception)
        {
            // A log that cannot be written must not take the actor with it, and there is nowhere to tell.
        }
    }
}
