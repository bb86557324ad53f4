using System.Threading.Channels;
using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Puts each message in the queue that the test reads from.</summary>
internal sealed class InternalTestActor(ChannelWriter<MessageEnvelope> queue) : UntypedActor
{
    private Func<object, bool>? _ignore;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TestActorCommands.SetIgnore command:
                _ignore = command.Ignore;
                break;

            case TestActorCommands.Watch command:
                Context.Watch(command.Actor);
                Sender.Tell(Done.Instance);
                break;

            case TestActorCommands.Unwatch command:
                Context.Unwatch(command.Actor);
                Sender.Tell(Done.Instance);
                break;

            default:
                if (_ignore?.Invoke(message) != true && !queue.TryWrite(new MessageEnvelope(message, Sender)))
                {
                    throw new InvalidOperationException("The queue of the test is closed");
                }

                break;
        }
    }
}
