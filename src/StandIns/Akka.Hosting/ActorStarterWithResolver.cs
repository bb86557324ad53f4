using Akka.Actor;
using Akka.DependencyInjection;

namespace Akka.Hosting;

/// <summary>Creates actors with dependencies once the actor system runs, and registers those that others look up.</summary>
/// <param name="system">The actor system.</param>
/// <param name="registry">The registry of the actor system.</param>
/// <param name="resolver">Makes the props of actors whose constructors take services.</param>
public delegate Task ActorStarterWithResolver(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver);
