using Agent.Node.Hosting;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>What the actor of all pods is made with.</summary>
/// <param name="Services">The node's services.</param>
/// <param name="Gateway">The CRI gateway.</param>
/// <param name="Images">The image queue.</param>
/// <param name="Status">Who tells statuses to the API server; nobody without one.</param>
/// <param name="Mirrors">Who keeps mirror pods; nobody without an API server.</param>
/// <param name="Cluster">Who reads ConfigMaps, Secrets and services; nobody without an API server.</param>
/// <param name="Events">The event recorder.</param>
internal sealed record PodsSetup(
    NodeServices Services, IActorRef Gateway, IActorRef Images, IActorRef Status, IActorRef Mirrors, IActorRef Cluster, IActorRef Events);
