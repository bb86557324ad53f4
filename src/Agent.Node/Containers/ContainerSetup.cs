using System.Collections.Frozen;
using Agent.Node.Hosting;
using Agent.Node.Pods;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Containers;

/// <summary>What a container's actor is made with.</summary>
/// <param name="Services">The node's services.</param>
/// <param name="Gateway">The CRI gateway.</param>
/// <param name="Pleg">The pod lifecycle event generator.</param>
/// <param name="Images">The image queue.</param>
/// <param name="Cluster">Who reads ConfigMaps, Secrets and services; nobody without an API server.</param>
/// <param name="Events">The event recorder.</param>
/// <param name="PodUid">The pod's UID.</param>
/// <param name="PodName">The pod in log lines: name_namespace(uid).</param>
/// <param name="Record">The record to begin with.</param>
/// <param name="Facts">The node's facts at the time of asking.</param>
/// <param name="Log">The logger, one for all containers.</param>
internal sealed record ContainerSetup(
    NodeServices Services,
    IActorRef Gateway,
    IActorRef Pleg,
    IActorRef Images,
    IActorRef Cluster,
    IActorRef Events,
    string PodUid,
    string PodName,
    ContainerRecord Record,
    Func<NodeFacts> Facts,
    ILogger Log)
{
    public static readonly IReadOnlyDictionary<string, string> NoAnnotations = FrozenDictionary<string, string>.Empty;
}
