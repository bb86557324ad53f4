using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Events;
using Agent.Node.Hosting;
using Agent.Node.Registration;
using Agent.Node.Runtime;
using Agent.Node.Watch;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.NodeStatus;

/// <summary>
/// Registers the node and keeps its status. A pass takes the object as the watch shows it, or reads it, brings it up to date and
/// writes it where there is news or the report is due; passes run every few seconds, and at once when the runtime's health or the node's pressure changes.
/// </summary>
internal sealed partial class NodeStatusActor : UntypedActor, IWithTimers
{
    /// <summary>Attempts to read and write within one pass (the kubelet's 5).</summary>
    public const int MaxTries = 5;

    /// <summary>Share of the period that may be added to it at random, so that the nodes of a fleet do not march in step.</summary>
    public const double Jitter = 0.04;

    // A runtime that is down must not keep the node from registering.
    private static readonly TimeSpan WaitForFacts = TimeSpan.FromSeconds(4);

    private readonly NodeServices _services;
    private readonly NodeStatusOptions _options;
    private readonly IActorRef _gateway;
    private readonly IActorRef _api;
    private readonly IActorRef _events;
    private readonly CallNumbers _numbers;
    private readonly ILogger _log;
    private readonly long _started;
    private NodeView _view = new();
    private NodeReport _report = NodeReport.None;
    private V1Node? _node;
    private V1Node? _observed;
    private Step _step = Step.WaitingForFacts;
    private CallId _call;
    private Pending? _pending;
    private bool _knowsFacts;
    private bool _knowsHealth;
    private bool _again;
    private bool _isRestart;
    private bool _isReconciled;
    private bool? _unschedulable;
    private int _try;
    private int _attempt;
    private string? _problem;

    public NodeStatusActor(NodeServices services, IActorRef gateway, IActorRef api, IActorRef events, CallNumbers numbers)
    {
        _services = services;
        _options = services.Options.Status;
        _gateway = gateway;
        _api = api;
        _events = events;
        _numbers = numbers;
        _log = services.Loggers.CreateLogger<NodeStatusActor>();
        _started = services.Time.GetTimestamp();
    }

    private enum Step
    {
        WaitingForFacts,
        Creating,
        ReadingExisting,
        BackingOff,
        Reading,
        Writing,
        Resting,
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private string Name => _services.Options.NodeName;

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    private TimeSpan Uptime => _services.Time.GetElapsedTime(_started);

    public static Props Props(NodeServices services, IActorRef gateway, IActorRef api, IActorRef events)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new NodeStatusActor(services, gateway, api, events, numbers));
    }

    protected override void PreStart()
    {
        if (!_isRestart)
        {
            _events.Tell(new RecordEvent(EventSubject.Node(Name), EventKind.Normal, "Starting", "Starting kubelet."));
        }

        Context.ActorOf(NodeFactsActor.Props(_services, _gateway), "facts");
        Timers.StartSingleTimer(PassDue.Instance, PassDue.Instance, WaitForFacts);
    }

    protected override void PostRestart(Exception reason)
    {
        _isRestart = true;
        base.PostRestart(reason);
        Context.Parent.Tell(new Restarted());
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case NodeFactsRead facts:
                OnFacts(facts);
                break;
            case RuntimeHealthChanged changed:
                _knowsHealth = true;
                See(_view with { Health = changed.Health });
                break;
            case RuntimeAbilities abilities:
                See(_view with { Abilities = abilities });
                break;
            case NodePressure pressure:
                See(_view with { Pressure = pressure });
                break;
            case NodeObserved observed:
                _observed = observed.Node;
                if (_observed is null && _node is not null)
                {
                    // Deleted, it seems: it is read, and registered again, without waiting for the next pass.
                    Hurry();
                }

                break;
            case PassDue:
                Pass();
                break;
            case ApiReply reply when reply.Id == _call:
                _call = default;
                OnReply(reply);
                break;
            case ApiReply:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnFacts(NodeFactsRead facts)
    {
        var isFirst = _view.Machine is null || _view.RuntimeVersion is null;
        _knowsFacts |= facts is { Machine: not null, RuntimeVersion: not null };
        _view = _view with
        {
            Machine = facts.Machine,
            Space = facts.Space,
            Addresses = facts.Addresses,
            Resolved = facts.Resolved ?? [],
            RuntimeVersion = facts.RuntimeVersion,
            Images = facts.Images,
        };

        // Later facts can wait for the next pass.
        if (isFirst)
        {
            Hurry();
        }
    }

    private void See(NodeView view)
    {
        if (view != _view)
        {
            _view = view;
            Hurry();
        }
    }

    /// <summary>A pass now, or when the one under way is over.</summary>
    private void Hurry()
    {
        switch (_step)
        {
            case Step.WaitingForFacts when _knowsFacts && _knowsHealth:
            case Step.Resting:
                Pass();
                break;
            case Step.Reading or Step.Writing or Step.Creating or Step.ReadingExisting:
                _again = true;
                break;
        }
    }

    private void Pass()
    {
        Timers.Cancel(PassDue.Instance);
        _again = false;
        _try = 0;
        if (_node is null)
        {
            Register();
        }
        else if (_observed is not null)
        {
            _try++;
            Update(NodeVersions.Newer(_observed, _node));
        }
        else
        {
            Read();
        }
    }

    private void Register()
    {
        _attempt++;
        if (_options.RegisterNode)
        {
            var result = NodeStatusBuilder.Build(_options, Initial(), _view, Now);
            Note(result.Problem);
            _pending = new Pending(result.Events, IsChanged: true);
            Ask(Step.Creating, ApiRequests.Create(KubernetesResources.Nodes, null, result.Node));
        }
        else
        {
            ReadExisting();
        }
    }

    private V1Node Initial() => NewNode.Build(_options, Name, _view.Machine?.Architecture ?? "");

    private void ReadExisting() => Ask(Step.ReadingExisting, ApiRequests.Get(KubernetesResources.Nodes, null, Name));

    /// <summary>
    /// Where no watch shows the node, the first look of a pass takes what the server has at hand; after a failure the truth is
    /// asked for.
    /// </summary>
    private void Read()
    {
        _try++;
        Ask(Step.Reading, ApiRequests.Get(KubernetesResources.Nodes, null, Name, _try == 1 ? "0" : null));
    }

    private void Ask(Step step, ApiRequest request)
    {
        _step = step;
        _call = new CallId(0, _numbers.Next());
        var deadline = TimeSpan.FromSeconds(Math.Min(_options.UpdateFrequency.TotalSeconds, _options.LeaseDurationSeconds));
        _api.Tell(new ApiCall(_call, request with { Connection = ApiConnection.Heartbeat }, ApiPriority.Heartbeat, deadline));
    }

    private void OnReply(ApiReply reply)
    {
        switch (_step)
        {
            case Step.Creating when reply.Response is { } created:
                LogRegistered(Name);
                Written(created);
                break;
            case Step.Creating when reply.Failure is { IsAlreadyExists: true } or { StatusCode: 403 }:
                ReadExisting();
                break;
            case Step.ReadingExisting when reply.Response is { } read:
                LogFound(Name);
                _attempt = 0;
                Update(read.Read<V1Node>());
                break;
            case Step.Creating or Step.ReadingExisting:
                BackOff(reply.Failure!);
                break;
            case Step.Reading when reply.Response is { } read:
                Update(NodeVersions.Newer(read.Read<V1Node>(), _node));
                break;
            case Step.Writing when reply.Response is { } written:
                Written(written);
                break;
            case Step.Reading or Step.Writing:
                OnFailed(reply.Failure!);
                break;
        }
    }

    private void Update(V1Node current)
    {
        TellSchedulable(current);
        var wanted = _isReconciled || !_options.RegisterNode
            ? current
            : KnownNode.Reconcile(current, NodeStatusBuilder.Build(_options, Initial(), _view, Now).Node);
        var result = NodeStatusBuilder.Build(_options, wanted, _view, Now);
        Note(result.Problem);
        var isChanged = NodeReport.IsChanged(current, result.Node);
        if (!isChanged && !_report.IsDue(_options.ReportFrequency, Uptime))
        {
            _isReconciled = true;
            Know(current);
            Rest();
            return;
        }

        _pending = new Pending(result.Events, isChanged);
        Ask(Step.Writing, ApiRequests.Patch(
            KubernetesResources.Nodes, null, Name, NodePatch.Create(current, result.Node), ApiContentTypes.StrategicMergePatch, "status"));
    }

    private void Written(ApiResponse response)
    {
        _attempt = 0;
        _isReconciled = true;
        _report = _report.Written(_pending!.IsChanged, _options.ReportFrequency, Uptime, _services.Random.NextDouble());
        foreach (var news in _pending.Events)
        {
            LogStatus(news.Message);
            _events.Tell(news);
        }

        _pending = null;
        Know(response.Read<V1Node>());
        Rest();
    }

    private void OnFailed(ApiFailure failure)
    {
        if (failure.IsNotFound)
        {
            LogDeleted(Name);
            _node = null;
            _observed = null;
            _isReconciled = false;
            _report = NodeReport.None;
            Register();
        }
        else if (_try < MaxTries)
        {
            LogRetry(failure.Summary);
            Read();
        }
        else
        {
            LogGaveUp(MaxTries, failure.Summary);
            Rest();
        }
    }

    private void BackOff(ApiFailure failure)
    {
        var pause = RegistrationBackoff.After(_attempt);
        LogNotRegistered(Name, failure.Summary, pause.TotalSeconds);
        _step = Step.BackingOff;
        _pending = null;
        Timers.StartSingleTimer(PassDue.Instance, PassDue.Instance, pause);
    }

    private void Rest()
    {
        _step = Step.Resting;
        if (_again)
        {
            Pass();
            return;
        }

        Timers.StartSingleTimer(PassDue.Instance, PassDue.Instance, _options.UpdateFrequency * (1 + (Jitter * _services.Random.NextDouble())));
    }

    private void Know(V1Node node)
    {
        var isNews = _node is null || _node.Metadata.Uid != node.Metadata.Uid || NodeReport.IsChanged(_node, node);
        _node = node;
        _unschedulable ??= node.Spec.Unschedulable == true;
        if (isNews)
        {
            Context.Parent.Tell(new NodeKnown(node));
        }
    }

    private void TellSchedulable(V1Node node)
    {
        var unschedulable = node.Spec.Unschedulable == true;
        if (_unschedulable is { } before && before != unschedulable)
        {
            _events.Tell(NodeStatusBuilder.Status(Name, unschedulable ? "NodeNotSchedulable" : "NodeSchedulable"));
        }

        _unschedulable = unschedulable;
    }

    private void Note(string? problem)
    {
        if (problem is not null && problem != _problem)
        {
            LogProblem(problem);
        }

        _problem = problem;
    }

    /// <summary>The actor began anew and knows nothing of the runtime's health or the node's pressure.</summary>
    internal sealed record Restarted;

    private sealed record Pending(IReadOnlyList<RecordEvent> Events, bool IsChanged);

    private sealed class PassDue
    {
        public static readonly PassDue Instance = new();
    }
}
