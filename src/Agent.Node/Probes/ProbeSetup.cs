using Agent.Node.Containers;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Probes;

/// <summary>What a probe's actor is made with.</summary>
/// <param name="Services">The node's services.</param>
/// <param name="Gateway">The CRI gateway, for commands in the container.</param>
/// <param name="Events">The event recorder.</param>
/// <param name="PodUid">The pod's UID.</param>
/// <param name="PodName">The pod in log lines.</param>
/// <param name="Container">The container's name.</param>
/// <param name="ContainerKind">Its role.</param>
/// <param name="Kind">Which probe.</param>
/// <param name="Calls">Numbers of its calls, which go on over its restarts.</param>
/// <param name="Log">The logger, one for all containers.</param>
internal sealed record ProbeSetup(
    NodeServices Services,
    IActorRef Gateway,
    IActorRef Events,
    string PodUid,
    string PodName,
    string Container,
    ContainerKind ContainerKind,
    ProbeKind Kind,
    CallNumbers Calls,
    ILogger Log);
