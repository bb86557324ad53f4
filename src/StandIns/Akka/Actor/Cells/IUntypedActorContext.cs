namespace Akka.Actor;

/// <summary>The context of an <see cref="UntypedActor"/>.</summary>
public interface IUntypedActorContext : IActorContext
{
    /// <summary>Replaces the current behavior.</summary>
    void Become(UntypedReceive receive);

    /// <summary>Puts a behavior on top of the current one.</summary>
    void BecomeStacked(UntypedReceive receive);
}
