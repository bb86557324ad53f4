using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

public sealed partial class Mailbox
{
    private static readonly MessageNode ClosedStack = new(NoMessage.Closed, null);

    /// <summary>What senders have pushed, youngest first; <see cref="ClosedStack"/> when nothing is accepted any more.</summary>
    private MessageNode? _stack;

    /// <summary>System messages, youngest first; <see cref="NoMessage.Closed"/> when nothing is accepted any more.</summary>
    private SystemMessage? _systemStack;

    internal bool HasSystemMessages => Volatile.Read(ref _systemStack) is { } head && head != NoMessage.Closed;

    /// <summary>Adds a message. False: the actor has terminated, the message is a dead letter.</summary>
    internal bool TryEnqueue(Envelope envelope)
    {
        var node = new MessageNode(envelope.Message, envelope.Sender);
        var head = Volatile.Read(ref _stack);
        while (head != ClosedStack)
        {
            node.Next = head;
            var seen = Interlocked.CompareExchange(ref _stack, node, head);
            if (ReferenceEquals(seen, head))
            {
                return true;
            }

            head = seen;
        }

        return false;
    }

    /// <summary>Adds a system message. False: the actor has terminated.</summary>
    internal bool TryEnqueueSystem(SystemMessage message)
    {
        var head = Volatile.Read(ref _systemStack);
        while (head != NoMessage.Closed)
        {
            message.Next = head;
            var seen = Interlocked.CompareExchange(ref _systemStack, message, head);
            if (ReferenceEquals(seen, head))
            {
                return true;
            }

            head = seen;
        }

        message.Next = null;
        return false;
    }

    /// <summary>Takes all system messages, oldest first.</summary>
    internal SystemMessage? TakeSystemMessages() =>
        HasSystemMessages ? Reverse(Interlocked.Exchange(ref _systemStack, null)) : null;

    /// <summary>Closes both queues and hands over what was in them, oldest first.</summary>
    internal (SystemMessage? System, MessageNode? Messages) Close()
    {
        BecomeClosed();
        var system = Reverse(Interlocked.Exchange(ref _systemStack, NoMessage.Closed));
        var rest = Reverse(Interlocked.Exchange(ref _stack, ClosedStack));
        var taken = _taken;
        _taken = null;
        if (taken is null)
        {
            return (system, rest);
        }

        var last = taken;
        while (last.Next is not null)
        {
            last = last.Next;
        }

        last.Next = rest;
        return (system, taken);
    }

    private static SystemMessage? Reverse(SystemMessage? head)
    {
        SystemMessage? result = null;
        while (head is not null)
        {
            var next = head.Next;
            head.Next = result;
            result = head;
            head = next;
        }

        return result;
    }

    private static MessageNode? Reverse(MessageNode? head)
    {
        MessageNode? result = null;
        while (head is not null)
        {
            var next = head.Next;
            head.Next = result;
            result = head;
            head = next;
        }

        return result;
    }

    private MessageNode? TakeAll() => Volatile.Read(ref _stack) is null ? null : Reverse(Interlocked.Exchange(ref _stack, null));
}
