namespace Akka.Actor.Internal;

/// <summary>Stands in for the producer of an actor that has terminated, which is then free to be collected.</summary>
internal sealed class TerminatedProducer : IIndirectActorProducer
{
    public Type ActorType => typeof(ActorBase);

    public ActorBase Produce() => throw new InvalidOperationException("This actor has been terminated");

    public void Release(ActorBase actor)
    {
        // Has been released by its own producer.
    }
}
