using Agent.Node.Hosting;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Volumes;

/// <summary>What a volume's actor is made with.</summary>
/// <param name="Services">The node's services.</param>
/// <param name="Cluster">Who reads the cluster's objects; nobody without an API server.</param>
/// <param name="Images">The image queue.</param>
/// <param name="Events">The event recorder.</param>
/// <param name="PodUid">The pod's UID.</param>
/// <param name="PodName">The pod in log lines: name_namespace(uid).</param>
/// <param name="Name">Name of the volume.</param>
/// <param name="Log">The logger.</param>
internal sealed record VolumeSetup(
    NodeServices Services, IActorRef Cluster, IActorRef Images, IActorRef Events, string PodUid, string PodName, string Name, ILogger Log);
