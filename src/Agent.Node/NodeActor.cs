using Agent.Node.Hosting;
using Agent.Node.Images;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Sources;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node;

/// <summary>
/// The node: supervises the gateway, the image queue, the pods and their sources, and publishes the runtime's health.
/// A child that throws is restarted; none of them takes another down.
/// </summary>
public sealed partial class NodeActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan FactsPeriod = TimeSpan.FromMinutes(1);

    // Pods wait for the first reading, and the file may be on a path that hangs.
    private static readonly TimeSpan FactsDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FactsRetry = TimeSpan.FromSeconds(5);

    private readonly NodeServices _services;
    private readonly ILogger _log;
    private IActorRef _pods = ActorRefs.Nobody;
    private IActorRef _sources = ActorRefs.Nobody;
    private RuntimeHealthChanged? _health;
    private NodeFacts? _facts;
    private CancellationTokenSource? _reading;

    /// <summary>Makes the actor; use <see cref="Props"/>.</summary>
    public NodeActor(NodeServices services)
    {
        _services = services;
        _log = services.Loggers.CreateLogger<NodeActor>();
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
        _pods = Context.ActorOf(PodsActor.Props(new PodsSetup(_services, gateway, images)), "pods");
        Context.ActorOf(RuntimeHealthActor.Props(_services, gateway, Self), "health");
        _sources = Context.ActorOf(SourcesActor.Props(_services, _pods), "sources");
        ReadFacts();
    }

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
                break;
            case ReadFactsNow:
                ReadFacts();
                break;
            case FactsOverdue:
                _reading?.Cancel();
                break;
            case FactsRead read:
                OnFactsRead(read);
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

                _sources.Tell(new SourcesActor.TellAll());
                break;
            case StopPods stop:
                _sources.Tell(stop);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void ReadFacts()
    {
        if (_services.Options.ResolvConf.Length == 0)
        {
            Self.Tell(new FactsRead(null, null));
            return;
        }

        _reading = new CancellationTokenSource();
        Timers.StartSingleTimer(FactsOverdue.Instance, FactsOverdue.Instance, FactsDeadline);
        _services.Ports.Host.ReadTextAsync(_services.Options.ResolvConf, _reading.Token)
            .PipeTo(Self, success: text => new FactsRead(text, null), failure: e => new FactsRead(null, e.Message));
    }

    private void OnFactsRead(FactsRead read)
    {
        Timers.Cancel(FactsOverdue.Instance);
        _reading?.Dispose();
        _reading = null;
        if (read.Error is { } error)
        {
            LogFactsFailed(_services.Options.ResolvConf, error);
        }
        else
        {
            TellFacts(new NodeFacts(read.ResolvConf, _services.Options.NodeIps));
        }

        Timers.StartSingleTimer(ReadFactsNow.Instance, ReadFactsNow.Instance, read.Error is null ? FactsPeriod : FactsRetry);
    }

    private void TellFacts(NodeFacts facts)
    {
        if (_facts is null || _facts.ResolvConf != facts.ResolvConf)
        {
            _facts = facts;
            _pods.Tell(facts);
        }
    }

    private sealed record FactsRead(string? ResolvConf, string? Error);

    private sealed class FactsOverdue
    {
        public static readonly FactsOverdue Instance = new();
    }

    private sealed class ReadFactsNow
    {
        public static readonly ReadFactsNow Instance = new();
    }
}
