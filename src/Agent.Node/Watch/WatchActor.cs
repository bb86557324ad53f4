using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Explain;
using Agent.Node.Sources;
using Agent.Node.WellKnown;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Watch;

/// <summary>
/// What the API server has for this node: its own object, its pods, the services. Each is a reflector; this actor keeps what
/// they tell and passes it into the hierarchy. Pods are watched only when the node's own object is known, or known to be missing.
/// </summary>
internal sealed partial class WatchActor : UntypedActor
{
    private const string NodeKey = "node";
    private const string PodsKey = "pods";
    private const string ServicesKey = "services";

    private readonly WatchSetup _setup;
    private readonly ILogger _log;
    private WatchedObjects<V1Pod> _pods = WatchedObjects<V1Pod>.None;
    private WatchedObjects<V1Service> _services = WatchedObjects<V1Service>.None;
    private bool _podsWatched;

    public WatchActor(WatchSetup setup)
    {
        _setup = setup;
        _log = setup.Services.Loggers.CreateLogger<WatchActor>();
    }

    public static Props Props(WatchSetup setup) => Akka.Actor.Props.Create(() => new WatchActor(setup));

    private string NodeName => _setup.Services.Options.NodeName;

    // A reflector that throws lists again.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, TimeSpan.FromMilliseconds(-1), _ => Directive.Restart);

    protected override void PreStart()
    {
        LogBegun();
        Reflect<V1Node>(NodeKey, ApiRequests.List(KubernetesResources.Nodes, fieldSelector: "metadata.name=" + NodeName));
        Reflect<V1Service>(ServicesKey, ApiRequests.List(KubernetesResources.Services));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case WatchedSet<V1Node> set:
                Context.Parent.Tell(new NodeObserved(set.Objects.FirstOrDefault(n => n.Name() == NodeName)));
                WatchPods();
                break;
            case WatchedChange<V1Node> change when change.Object.Name() == NodeName:
                Context.Parent.Tell(new NodeObserved(change.Kind == WatchEventKind.Deleted ? null : change.Object));
                break;
            case WatchedSet<V1Pod> set:
                _pods = _pods.With(set);
                TellPods();
                break;
            case WatchedChange<V1Pod> change:
                _pods = _pods.With(change);
                TellPods();
                break;
            case WatchedSet<V1Service> set:
                _services = _services.With(set);
                TellServices();
                break;
            case WatchedChange<V1Service> change:
                _services = _services.With(change);
                TellServices();
                break;
            case WatchHealth health:
                OnHealth(health);
                break;
            case WatchedChange<V1Node>:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Reflect<T>(string key, ApiRequest list)
        where T : class =>
        Context.ActorOf(ReflectorActor<T>.Props(new ReflectorSetup(_setup.Services, _setup.Gateway, Self, key, list)), key);

    private void WatchPods()
    {
        if (!_podsWatched)
        {
            _podsWatched = true;
            Reflect<V1Pod>(PodsKey, ApiRequests.List(KubernetesResources.Pods, fieldSelector: "spec.nodeName=" + NodeName));
        }
    }

    private void TellPods() => _setup.Sources.Tell(new SourceSnapshot(PodSourceNames.Api, [.. _pods.Objects.Values], []));

    private void TellServices() => Context.Parent.Tell(new ServicesObserved(
        [.. _services.Objects.Values
            .OrderBy(s => s.Namespace(), StringComparer.Ordinal)
            .ThenBy(s => s.Name(), StringComparer.Ordinal)]));

    private void OnHealth(WatchHealth health)
    {
        _setup.Services.Board.Update(node => node with
        {
            Watches = node.Watches.SetItem(health.Key, new WatchExplanation(health.Error, health.RetryAt)),
        });
        if (health is { IsForbidden: true, Error: { } error })
        {
            LogForbidden(health.Key, error);
        }

        // A node that is not allowed to see itself yet has not registered; its pods can be watched all the same.
        if (health is { Key: NodeKey, IsForbidden: true })
        {
            Context.Parent.Tell(new NodeObserved(null));
            WatchPods();
        }
    }
}
