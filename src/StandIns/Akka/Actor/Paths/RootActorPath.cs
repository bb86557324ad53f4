namespace Akka.Actor;

/// <summary>The path that has no parent.</summary>
public sealed class RootActorPath : ActorPath
{
    /// <summary>The root of the actor system at an address.</summary>
    public RootActorPath(Address address, string name = "")
        : base(null, name, ActorCell.UndefinedUid)
    {
        Address = address;
    }

    /// <inheritdoc/>
    public override Address Address { get; }
}
