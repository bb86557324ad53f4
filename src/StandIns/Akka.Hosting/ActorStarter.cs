using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Creates actors once the actor system runs, and registers those that others look up.</summary>
/// <param name="system">The actor system.</param>
/// <param name="registry">The registry of the actor system.</param>
public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);
