using Agent.Cri.Protocol;
using Agent.Node.Hosting;
using Akka.Actor;
using Google.Protobuf;
using Grpc.Core;

namespace Agent.Node.Runtime;

/// <summary>
/// Asks the runtime every few seconds whether it is well and tells the subscriber when the answer changes. Until it is well for
/// the first time it asks more often, so that a node that boots is ready as soon as its runtime is.
/// </summary>
internal sealed class RuntimeHealthActor(NodeServices services, IActorRef gateway, IActorRef subscriber, CallNumbers numbers) : UntypedActor, IWithTimers
{
    // A call of its own, far below the time after which the runtime counts as down.
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(10);

    // The kubelet's, for the same purpose: every 100 ms for 2 minutes.
    private static readonly TimeSpan StartPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);

    private VersionResponse? _version;
    private RuntimeConfigResponse? _config;
    private RuntimeHealth _health = RuntimeHealth.Unknown;
    private RuntimeAbilities? _abilities;
    private bool _hasBeenWell;
    private long _started;
    private long _lastSuccess;
    private CallId _call;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services, IActorRef gateway, IActorRef subscriber)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new RuntimeHealthActor(services, gateway, subscriber, numbers));
    }

    protected override void PreStart()
    {
        _started = _lastSuccess = services.Time.GetTimestamp();
        Check();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case CheckNow:
                Check();
                break;
            case CriReply reply when reply.Id != _call:
                // To a call of a crashed predecessor.
                break;
            case CriReply { Failure: null, Method: CriMethod.Version } reply:
                _version = reply.As<VersionResponse>();
                _config = null;
                Check();
                break;
            case CriReply { Failure: null, Method: CriMethod.RuntimeConfig } reply:
                _config = reply.As<RuntimeConfigResponse>();
                Check();
                break;
            case CriReply { Failure.Code: StatusCode.Unimplemented, Method: CriMethod.RuntimeConfig }:
                // An older runtime: the agent's own configuration counts.
                _config = new RuntimeConfigResponse();
                Check();
                break;
            case CriReply { Failure: null } reply:
                _lastSuccess = services.Time.GetTimestamp();
                TellAbilities(RuntimeAbilities.From(reply.As<StatusResponse>(), _config));
                Tell(RuntimeHealthRules.FromStatus(reply.As<StatusResponse>()) with
                {
                    RuntimeName = _version?.RuntimeName ?? "",
                    RuntimeVersion = _version?.RuntimeVersion ?? "",
                });
                Next();
                break;
            case CriReply reply:
                // It may come back as another version.
                _version = null;
                Tell(RuntimeHealthRules.AfterFailure(
                    _health, services.Time.GetElapsedTime(_lastSuccess), services.Options.RuntimeDownAfter, reply.Failure!));
                Next();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Asks first for the version and the configuration where they are not known, so that health never comes without them.</summary>
    private void Check()
    {
        var (method, request) = _version is null ? (CriMethod.Version, (IMessage)new VersionRequest { Version = "0.1.0" })
            : _config is null ? (CriMethod.RuntimeConfig, new RuntimeConfigRequest())
            : (CriMethod.Status, new StatusRequest());
        _call = new CallId(0, numbers.Next());
        gateway.Tell(new CriCall(_call, method, Lanes.None, request, CallDeadline));
    }

    private void Next()
    {
        _hasBeenWell |= _health is { RuntimeReady: true, NetworkReady: true };
        var isStarting = !_hasBeenWell && services.Time.GetElapsedTime(_started) < StartTime;
        Timers.StartSingleTimer(CheckNow.Instance, CheckNow.Instance, isStarting ? StartPeriod : services.Options.RuntimeHealthPeriod);
    }

    private void TellAbilities(RuntimeAbilities abilities)
    {
        if (abilities != _abilities)
        {
            _abilities = abilities;
            subscriber.Tell(abilities);
        }
    }

    private void Tell(RuntimeHealth health)
    {
        if (health != _health)
        {
            _health = health;
            subscriber.Tell(new RuntimeHealthChanged(health));
        }
    }

    private sealed class CheckNow
    {
        public static readonly CheckNow Instance = new();
    }
}
