namespace Akka.Actor;

/// <summary>Tells where a reference points.</summary>
public interface IActorRefScope
{
    /// <summary>Whether the actor is in this process; always so here.</summary>
    bool IsLocal { get; }
}
