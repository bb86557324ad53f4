namespace Akka.Actor;

/// <summary>
/// Where an actor sets messages aside. What is in it when the actor restarts or stops goes back to the mailbox.
/// </summary>
public interface IStash
{
    /// <summary>How many messages are in it.</summary>
    int Count { get; }

    /// <summary>Sets the current message aside.</summary>
    /// <exception cref="IllegalActorStateException">It has been set aside already.</exception>
    void Stash();

    /// <summary>Puts the oldest message back at the front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back at the front of the mailbox, in their order.</summary>
    void UnstashAll();

    /// <summary>Takes all messages out, for the caller to keep.</summary>
    IEnumerable<Envelope> ClearStash();
}
