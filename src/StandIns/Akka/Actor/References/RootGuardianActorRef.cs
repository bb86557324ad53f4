using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>The reference to the actor at the root. Some of what is below it are not its children.</summary>
internal sealed class RootGuardianActorRef(
    ActorSystemImpl system,
    Props props,
    MessageDispatcher dispatcher,
    IInternalActorRef supervisor,
    ActorPath path,
    IInternalActorRef deadLetters,
    IInternalActorRef tempContainer) : LocalActorRef(system, props, dispatcher, supervisor, path)
{
    public override IInternalActorRef Parent => this;

    public override IInternalActorRef GetSingleChild(string name) => name switch
    {
        "temp" => tempContainer,
        "deadLetters" => deadLetters,
        _ => base.GetSingleChild(name),
    };
}
