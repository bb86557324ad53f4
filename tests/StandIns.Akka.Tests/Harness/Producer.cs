using Akka.Actor;

namespace StandIns.Akka.Tests.Harness;

/// <summary>Makes actors by a function, and counts those that are released.</summary>
public sealed class Producer(Func<ActorBase> produce) : IIndirectActorProducer
{
    private int _released;

    public Type ActorType => typeof(ActorBase);

    public int Released => _released;

    public ActorBase Produce() => produce();

    public void Release(ActorBase actor) => Interlocked.Increment(ref _released);
}
