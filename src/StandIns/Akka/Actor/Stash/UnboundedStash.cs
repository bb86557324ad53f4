namespace Akka.Actor.Internal;

/// <summary>A stash that takes any number of messages.</summary>
internal sealed class UnboundedStash(ActorCell cell) : IStash
{
    private LinkedList<Envelope> _messages = [];
    private int _lastStashed;

    public int Count => _messages.Count;

    public void Stash()
    {
        if (cell.CurrentEnvelopeId == _lastStashed)
        {
            throw new IllegalActorStateException($"Can't stash the same message {cell.CurrentMessage} more than once");
        }

        _lastStashed = cell.CurrentEnvelopeId;
        _messages.AddLast(new Envelope(cell.CurrentMessage!, cell.Sender));
    }

    public void Unstash()
    {
        if (_messages.First is { } first)
        {
            _messages.RemoveFirst();
            EnqueueFirst(first.Value);
        }
    }

    public void UnstashAll()
    {
        var messages = Take();
        for (var node = messages.Last; node is not null; node = node.Previous)
        {
            EnqueueFirst(node.Value);
        }
    }

    public IEnumerable<Envelope> ClearStash() => Take();

    private LinkedList<Envelope> Take()
    {
        var messages = _messages;
        if (messages.Count > 0)
        {
            _messages = [];
        }

        return messages;
    }

    private void EnqueueFirst(Envelope envelope)
    {
        cell.Mailbox.EnqueueFirst(envelope);
        if (envelope.Message is Terminated terminated)
        {
            cell.TerminatedQueuedFor(terminated.ActorRef, null);
        }
    }
}
