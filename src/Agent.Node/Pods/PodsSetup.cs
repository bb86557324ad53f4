using Agent.Node.Hosting;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>What the actor of all pods is made with.</summary>
internal sealed record PodsSetup(NodeServices Services, IActorRef Gateway, IActorRef Images);
