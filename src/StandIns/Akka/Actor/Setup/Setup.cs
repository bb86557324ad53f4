namespace Akka.Actor.Setup;

/// <summary>Something that an actor system is created with. There is at most one of a class.</summary>
public abstract class Setup
{
    /// <summary>This setup and another one.</summary>
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}
