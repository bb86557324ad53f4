using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Dispatch;

/// <summary>
/// The messages of one actor, and the work of processing them. See README.md in this folder for how senders and the one
/// thread that runs the mailbox work together without a lock.
/// </summary>
public sealed partial class Mailbox : IRunnable
{
    private readonly ActorCell _cell;

    /// <summary>Taken off the stack, oldest first. Only for the thread that runs the mailbox.</summary>
    private MessageNode? _taken;

    internal Mailbox(ActorCell cell)
    {
        _cell = cell;
    }

    /// <summary>The dispatcher that runs this mailbox.</summary>
    public MessageDispatcher Dispatcher => _cell.Dispatcher;

    internal ActorCell Cell => _cell;

    /// <summary>Whether an ordinary message is waiting.</summary>
    internal bool HasMessages => _taken is not null || _stack is not null;

    /// <summary>Processes system messages, then messages up to the dispatcher's throughput. Called by dispatchers only.</summary>
    public void Run()
    {
        if (IsClosed)
        {
            return;
        }

        var previous = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = _cell;
        try
        {
            _cell.ProcessSystemMessages();
            ProcessMessages();
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = previous;
            RescheduleOrRest();
        }
    }

    /// <inheritdoc/>
    public void Execute() => Run();

    /// <summary>Puts a message before all others. Only for the thread that runs the mailbox.</summary>
    internal void EnqueueFirst(Envelope envelope) =>
        _taken = new MessageNode(envelope.Message, envelope.Sender) { Next = _taken };

    private void ProcessMessages()
    {
        var dispatcher = _cell.Dispatcher;
        var left = Math.Max(1, dispatcher.Throughput);
        var deadline = dispatcher.ThroughputDeadlineTime;
        while (!IsSuspendedOrClosed && TryDequeue(out var node))
        {
            _cell.InvokeMessage(node.Message, node.Sender);
            if (HasSystemMessages)
            {
                _cell.ProcessSystemMessages();
            }

            // As in Akka 1.5: a throughput of n lets n + 1 messages through, and a deadline is a point of the process's
            // monotonic clock, so that with any deadline set there is one message per run.
            if (left == 0 || (deadline is { } end && MonotonicTime.Ticks >= end))
            {
                return;
            }

            left--;
        }
    }

    private bool TryDequeue([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MessageNode? node)
    {
        node = _taken ?? TakeAll();
        if (node is null)
        {
            return false;
        }

        _taken = node.Next;

        // A processed message must not keep the younger ones reachable, or the garbage collector promotes them all.
        node.Next = null;
        return true;
    }
}
