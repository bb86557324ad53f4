using System.Net;
using Agent.Cri.Protocol;
using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.NodeStatus;

/// <summary>
/// Reads what the machine and the runtime say of themselves, again and again, and tells its parent. It alone waits for the
/// machine's files and for the runtime's lists, so that a node reports also while these hang.
/// </summary>
internal sealed partial class NodeFactsActor : UntypedActor, IWithTimers
{
    /// <summary>Time between two readings; the kubelet keeps the list of images as long.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    // Short, since a node registers with what is known after the first reading.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly NodeServices _services;
    private readonly IActorRef _gateway;
    private readonly CallNumbers _numbers;
    private readonly HostCalls _host;
    private readonly ILogger _log;
    private NodeFactsRead _facts = NodeFactsRead.Nothing;
    private CallId _version;
    private CallId _images;
    private bool _hasRuntimeFailed;

    public NodeFactsActor(NodeServices services, IActorRef gateway, CallNumbers numbers)
    {
        _services = services;
        _gateway = gateway;
        _numbers = numbers;
        _host = new HostCalls(services.Options.NodeName);
        _log = services.Loggers.CreateLogger<NodeFactsActor>();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services, IActorRef gateway)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new NodeFactsActor(services, gateway, numbers));
    }

    protected override void PreStart() => Read();

    protected override void PostStop() => _host.CancelAll();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ReadNow:
                Read();
                break;
            case HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            case HostRead read when _host.End(Timers, read.Call):
                OnHostRead(read.Facts);
                break;
            case HostRead:
                break;
            case CriReply { Failure: null } reply when reply.Id == _version:
                var version = reply.As<VersionResponse>();
                Tell(NodeFactsRead.Nothing with { RuntimeVersion = $"{version.RuntimeName}://{version.RuntimeVersion}" });
                break;
            case CriReply { Failure: null } reply when reply.Id == _images:
                Tell(NodeFactsRead.Nothing with { Images = NodeImage.From(reply.As<ListImagesResponse>().Images) });
                break;
            case CriReply reply when reply.Id == _version || reply.Id == _images:
                OnRuntimeFailed();
                break;
            case CriReply:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Read()
    {
        _hasRuntimeFailed = false;
        _version = new CallId(0, _numbers.Next());
        _images = new CallId(0, _numbers.Next());
        _gateway.Tell(new CriCall(_version, CriMethod.Version, Lanes.None, new VersionRequest()));
        if (_services.Options.Status.MaxImages != 0)
        {
            _gateway.Tell(new CriCall(_images, CriMethod.ListImages, Lanes.None, new ListImagesRequest()));
        }

        var call = new CallId(0, _numbers.Next());
        var cancellation = _host.Begin(Timers, call, "ReadMachine", Deadline);
        HostFactsReader.ReadAsync(_services.Ports.Host, _services.Options.RootDirectory, LookUp(), cancellation)
            .PipeTo(
                Self,
                success: facts => new HostRead(call, facts),
                failure: error => new HostRead(call, new HostFacts(NodeFactsRead.Nothing, [HostCalls.Describe(error)])));
    }

    private void OnHostRead(HostFacts read)
    {
        foreach (var error in read.Errors)
        {
            LogUnread(error);
        }

        Tell(read.Facts);
        Timers.StartSingleTimer(ReadNow.Instance, ReadNow.Instance, read.Errors.Count == 0 && !_hasRuntimeFailed ? Period : Retry);
    }

    /// <summary>What is wrong with the runtime its health tells; here it is asked again soon.</summary>
    private void OnRuntimeFailed()
    {
        _hasRuntimeFailed = true;
        if (!_host.IsUnderWay("ReadMachine"))
        {
            Timers.StartSingleTimer(ReadNow.Instance, ReadNow.Instance, Retry);
        }
    }

    private void Tell(NodeFactsRead news)
    {
        _facts = news.Over(_facts);
        Context.Parent.Tell(_facts);
    }

    /// <summary>The resolver is asked only where its answer counts.</summary>
    private string? LookUp()
    {
        var status = _services.Options.Status;
        var hostName = status.HostName.Length > 0 ? status.HostName : _services.Options.NodeName;
        var isGiven = status.GivenNodeIps.Any(ip => ip is not ("0.0.0.0" or "::"));
        return isGiven || (status.IsExternalCloud && status.GivenNodeIps.Count == 0) || IPAddress.TryParse(hostName, out _) ? null : _services.Options.NodeName;
    }

    private sealed record HostRead(CallId Call, HostFacts Facts);

    private sealed class ReadNow
    {
        public static readonly ReadNow Instance = new();
    }
}
