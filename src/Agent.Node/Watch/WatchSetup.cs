using Agent.Node.Hosting;
using Akka.Actor;

namespace Agent.Node.Watch;

/// <summary>What the watch actor needs.</summary>
/// <param name="Services">The node's services.</param>
/// <param name="Gateway">The API gateway.</param>
/// <param name="Sources">Takes the pods.</param>
internal sealed record WatchSetup(NodeServices Services, IActorRef Gateway, IActorRef Sources);
