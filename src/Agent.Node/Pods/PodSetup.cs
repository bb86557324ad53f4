using Agent.Node.Hosting;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

/// <summary>What a pod's actor is made with.</summary>
/// <param name="Services">The node's services.</param>
/// <param name="Uid">The pod's UID, which is also the actor's name.</param>
/// <param name="Gateway">The CRI gateway.</param>
/// <param name="Pleg">The pod lifecycle event generator.</param>
/// <param name="Images">The image queue.</param>
/// <param name="Status">Who tells statuses to the API server; nobody without one.</param>
/// <param name="Cluster">Who reads ConfigMaps, Secrets and services; nobody without an API server.</param>
/// <param name="Events">The event recorder.</param>
/// <param name="Log">The logger of pods.</param>
/// <param name="ContainerLog">The logger of containers.</param>
/// <param name="VolumeLog">The logger of volumes.</param>
internal sealed record PodSetup(
    NodeServices Services,
    string Uid,
    IActorRef Gateway,
    IActorRef Pleg,
    IActorRef Images,
    IActorRef Status,
    IActorRef Cluster,
    IActorRef Events,
    ILogger Log,
    ILogger ContainerLog,
    ILogger VolumeLog)
{
    /// <summary>Who gives pods the ids of their user namespaces.</summary>
    public IActorRef UserIds { get; init; } = ActorRefs.Nobody;
}
