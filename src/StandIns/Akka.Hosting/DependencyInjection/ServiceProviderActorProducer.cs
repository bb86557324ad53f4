using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>Creates an actor anew at each start and restart, from given arguments and services.</summary>
internal sealed class ServiceProviderActorProducer(IServiceProvider services, Type actorType, object[] args)
    : IIndirectActorProducer
{
    public Type ActorType { get; } = actorType;

    public ActorBase Produce() => (ActorBase)ActivatorUtilities.CreateInstance(services, ActorType, args);

    /// <summary>Does nothing: the actor's dependencies belong to the service provider.</summary>
    public void Release(ActorBase actor)
    {
    }
}
