using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Hosting;
using Agent.Node.NodeStatus;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Heartbeat;

/// <summary>
/// Renews the node's lease, on a connection of its own and without regard to what else the node does, as long as the process
/// lives: without it the cluster moves the node's pods elsewhere.
/// </summary>
internal sealed partial class HeartbeatActor : UntypedActor, IWithTimers
{
    /// <summary>Attempts to renew before the lease is read again (the kubelet's 5).</summary>
    public const int MaxTries = 5;

    private readonly NodeServices _services;
    private readonly NodeStatusOptions _options;
    private readonly IActorRef _api;
    private readonly CallNumbers _numbers;
    private readonly ILogger _log;
    private V1Lease? _lease;
    private string? _nodeUid;
    private Step _step = Step.Resting;
    private CallId _call;
    private int _try;
    private bool _isReread;
    private int _pauses;
    private int _failures;

    public HeartbeatActor(NodeServices services, IActorRef api, CallNumbers numbers)
    {
        _services = services;
        _options = services.Options.Status;
        _api = api;
        _numbers = numbers;
        _log = services.Loggers.CreateLogger<HeartbeatActor>();
    }

    private enum Step
    {
        Resting,
        Renewing,
        Reading,
        Creating,
        BackingOff,
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private string Name => _services.Options.NodeName;

    public static Props Props(NodeServices services, IActorRef api)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new HeartbeatActor(services, api, numbers));
    }

    protected override void PreStart() => Read();

    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        Context.Parent.Tell(new Restarted());
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case NodeKnown known:
                OnNodeKnown(known.Node.Metadata.Uid);
                break;
            case Due when _step == Step.Resting:
                _try = 0;
                Renew();
                break;
            case Due when _step == Step.BackingOff:
                Read();
                break;
            case Due:
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

    private void OnNodeKnown(string? uid)
    {
        _nodeUid = uid;
        if (_step == Step.BackingOff && _lease is null)
        {
            // It may be this that the lease waits for.
            Read();
        }
    }

    private void Renew()
    {
        if (_lease is null)
        {
            Read();
            return;
        }

        _try++;
        Ask(Step.Renewing, ApiRequests.Update(KubernetesResources.Leases, NodeLease.Namespace, Name, Next(_lease)));
    }

    private void Read()
    {
        Timers.Cancel(Due.Instance);
        Ask(Step.Reading, ApiRequests.Get(KubernetesResources.Leases, NodeLease.Namespace, Name));
    }

    private V1Lease Next(V1Lease? lease) =>
        NodeLease.Renew(lease, Name, _nodeUid, _options.LeaseDurationSeconds, _services.Time.GetUtcNow());

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
            case Step.Renewing or Step.Creating when reply.Response is { } written:
                _lease = written.Read<V1Lease>();
                Rest();
                break;
            case Step.Reading when reply.Response is { } read:
                _lease = read.Read<V1Lease>();
                if (_try >= MaxTries)
                {
                    _try = 0;
                }

                Renew();
                break;
            case Step.Reading when reply.Failure is { IsNotFound: true } && _nodeUid is not null:
                Ask(Step.Creating, ApiRequests.Create(KubernetesResources.Leases, NodeLease.Namespace, Next(null)));
                break;
            case Step.Reading when reply.Failure is { IsNotFound: true }:
                // The node owns its lease, so that the lease goes with it; there is none before the node is known.
                _lease = null;
                BackOff();
                break;
            case Step.Renewing:
                OnRenewalFailed(reply.Failure!);
                break;
            case Step.Reading or Step.Creating:
                NoteFailure(reply.Failure!);
                BackOff();
                break;
        }
    }

    private void OnRenewalFailed(ApiFailure failure)
    {
        NoteFailure(failure);
        if (failure.IsNotFound)
        {
            _lease = null;
        }

        if (_try >= MaxTries && _isReread)
        {
            BackOff();
        }
        else if (failure.IsConflict || failure.IsNotFound || _try >= MaxTries)
        {
            _isReread |= _try >= MaxTries;
            Read();
        }
        else
        {
            Renew();
        }
    }

    private void NoteFailure(ApiFailure failure)
    {
        // One line per outage, and one when it is over.
        if (++_failures == 2)
        {
            LogFailed(failure.Message);
        }
    }

    private void Rest()
    {
        if (_failures >= 2)
        {
            LogRenewedAgain(_failures);
        }

        _failures = 0;
        _pauses = 0;
        _isReread = false;
        _step = Step.Resting;
        var period = TimeSpan.FromSeconds(_options.LeaseDurationSeconds * NodeLease.RenewalFraction);
        Timers.StartSingleTimer(Due.Instance, Due.Instance, period * (1 + (NodeStatusActor.Jitter * _services.Random.NextDouble())));
    }

    private void BackOff()
    {
        _step = Step.BackingOff;
        Timers.StartSingleTimer(Due.Instance, Due.Instance, Registration.RegistrationBackoff.After(++_pauses + 1));
    }

    /// <summary>The actor began anew and does not know the node.</summary>
    internal sealed record Restarted;

    private sealed class Due
    {
        public static readonly Due Instance = new();
    }
}
