namespace Akka.Actor;

/// <summary>
/// The handle of an actor. It stays the same when the actor is restarted, and never refers to another actor that later gets
/// the same path.
/// </summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    /// <summary>The path of the actor, with its uid.</summary>
    ActorPath Path { get; }
}
