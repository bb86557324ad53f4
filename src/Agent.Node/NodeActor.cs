using Agent.Kubernetes;
using Agent.Node.Api;
using Agent.Node.Cluster;
using Agent.Node.Events;
using Agent.Node.Heartbeat;
using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.Images;
using Agent.Node.NodeStatus;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Sources;
using Agent.Node.Status;
using Agent.Node.Watch;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node;

/// <summary>
/// The node: supervises the gateway, the image queue, the pods and their sources, and publishes the runtime's health.
/// A child that throws is restarted; none of them takes another down. The node itself begins anew when it throws, by
/// <see cref="NodeGuardianStrategy"/>, and adopts what runs.
/// </summary>
public sealed partial class NodeActor : UntypedActor, IWithTimers
{
    private readonly NodeServices _services;
    private readonly ILogger _log;
    private readonly HostCalls _host;
    private IActorRef _pods = ActorRefs.Nobody;
    private IActorRef _sources = ActorRefs.Nobody;
    private IActorRef _api = ActorRefs.Nobody;
    private IActorRef _status = ActorRefs.Nobody;
    private IActorRef _mirrors = ActorRefs.Nobody;
    private IActorRef _cluster = ActorRefs.Nobody;
    private IActorRef _nodeStatus = ActorRefs.Nobody;
    private IActorRef _heartbeat = ActorRefs.Nobody;
    private RuntimeHealthChanged? _health;
    private RuntimeAbilities? _abilities;
    private NodeKnown? _node;
    private NodeObserved? _observed;
    private ServicesObserved? _clusterServices;
    private NodeFacts? _facts;

    /// <summary>Makes the actor; use <see cref="Props"/>.</summary>
    public NodeActor(NodeServices services)
    {
        _services = services;
        _log = services.Loggers.CreateLogger<NodeActor>();
        _host = new HostCalls(services.Options.NodeName);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make the actor of a node; its name is the node's name.</summary>
    public static Props Props(NodeServices services) => Akka.Actor.Props.Create(() => new NodeActor(services));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, TimeSpan.FromMilliseconds(-1), _ => Directive.Restart);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var gateway = Context.ActorOf(RuntimeActor.Props(_services), "runtime");
        var images = Context.ActorOf(ImagesActor.Props(_services, gateway), "images");
        if (_services.Ports.Api is not null)
        {
            _api = Context.ActorOf(ApiActor.Props(_services), "api");
            _status = Context.ActorOf(StatusActor.Props(_services, _api), "status");
            _mirrors = Context.ActorOf(MirrorActor.Props(_services, _api), "mirrors");
            _cluster = Context.ActorOf(ClusterActor.Props(_services, _api), "cluster");
        }

        var events = Context.ActorOf(EventsActor.Props(_services, _api), "events");
        _pods = Context.ActorOf(PodsActor.Props(new PodsSetup(_services, gateway, images, _status, _mirrors, _cluster, events)), "pods");
        _sources = Context.ActorOf(SourcesActor.Props(_services, _pods), "sources");
        if (_services.Ports.Api is not null)
        {
            _nodeStatus = Context.ActorOf(NodeStatusActor.Props(_services, gateway, _api, events), "nodestatus");
            _heartbeat = Context.ActorOf(HeartbeatActor.Props(_services, _api), "heartbeat");
            Context.ActorOf(WatchActor.Props(new WatchSetup(_services, _api, _sources)), "watch");
        }

        Context.ActorOf(RuntimeHealthActor.Props(_services, gateway, Self), "health");
        ReadFacts();
    }

    /// <inheritdoc/>
    protected override void PostStop() => _host.CancelAll();

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RuntimeHealthChanged changed:
                LogHealth(changed.Health.RuntimeReady, changed.Health.NetworkReady, changed.Health.Message);
                _services.Board.Put(changed.Health);
                _health = changed;
                _pods.Tell(changed);
                _nodeStatus.Tell(changed);
                break;
            case RuntimeAbilities abilities:
                _abilities = abilities;
                _nodeStatus.Tell(abilities);
                PrepareCgroups();
                TellFacts();
                break;
            case NodeKnown known:
                _node = known;
                _heartbeat.Tell(known);
                _cluster.Tell(known);
                _mirrors.Tell(new MirrorNode(known.Node.Name(), known.Node.Uid(), known.Node.Metadata.DeletionTimestamp is not null));
                break;
            case NodeObserved observed:
                _observed = observed;
                _nodeStatus.Tell(observed);
                _pods.Tell(observed);
                break;
            case ServicesObserved services:
                _clusterServices = services;
                _cluster.Tell(services);
                break;
            case ClusterActor.Restarted:
                TellCluster();
                break;
            case NodeStatusActor.Restarted:
                TellNodeStatus();
                break;
            case HeartbeatActor.Restarted when _node is not null:
                _heartbeat.Tell(_node);
                break;
            case HeartbeatActor.Restarted:
                break;
            case ReadFactsNow:
                ReadFacts();
                break;
            case HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            case FactsRead read when _host.End(Timers, read.Call):
                OnFactsRead(read);
                break;
            case MachineRead read when _host.End(Timers, read.Call):
                OnMachineRead(read);
                break;
            case CgroupsPrepared prepared when _host.End(Timers, prepared.Call):
                OnCgroupsPrepared(prepared);
                break;
            case FactsRead or MachineRead or CgroupsPrepared:
                break;
            case PodsActor.Restarted:
                if (_facts is not null)
                {
                    _pods.Tell(_facts);
                }

                if (_health is not null)
                {
                    _pods.Tell(_health);
                }

                if (_observed is not null)
                {
                    _pods.Tell(_observed);
                }

                _sources.Tell(new SourcesActor.TellAll());
                break;
            case StopPods stop:
                _services.Memory.IsStopping = true;
                _sources.Tell(stop);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void TellNodeStatus()
    {
        if (_abilities is not null)
        {
            _nodeStatus.Tell(_abilities);
        }

        if (_health is not null)
        {
            _nodeStatus.Tell(_health);
        }

        if (_observed is not null)
        {
            _nodeStatus.Tell(_observed);
        }
    }

    private void TellCluster()
    {
        if (_node is not null)
        {
            _cluster.Tell(_node);
        }

        if (_clusterServices is not null)
        {
            _cluster.Tell(_clusterServices);
        }
    }
}
