using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Runs once all actor starters are done.</summary>
/// <param name="system">The actor system.</param>
/// <param name="registry">The registry of the actor system.</param>
public delegate Task StartupTask(ActorSystem system, IActorRegistry registry);
