using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.Resources.Cgroups;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

/// <summary>
/// Keeps the CPU shares of the Burstable class at what its pods request together, so that they get that against the other classes.
/// One write at a time; what changes meanwhile is written next.
/// </summary>
internal sealed partial class QosTiersActor(NodeServices services, CallNumbers numbers) : UntypedActor, IWithTimers
{
    // The kubelet sets them once a minute; this is the pause after a failure.
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    private readonly ILogger _log = services.Loggers.CreateLogger<QosTiersActor>();
    private readonly HostCalls _host = new(services.Options.NodeName);
    private Burstable? _wanted;
    private Burstable? _written;
    private Burstable? _writing;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new QosTiersActor(services, numbers));
    }

    protected override void PostStop() => _host.CancelAll();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Burstable wanted:
                _wanted = wanted;
                Write();
                break;
            case Written written when _host.End(Timers, written.Call):
                OnWritten(written.Error);
                break;
            case Written:
                break;
            case RetryNow:
                Write();
                break;
            case HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Write()
    {
        if (_writing is not null || _wanted is not { } wanted || wanted == _written)
        {
            return;
        }

        _writing = wanted;
        var call = new CallId(0, numbers.Next());
        services.Ports.Host
            .ApplyCgroupAsync(PodCgroups.Burstable(wanted.Names, wanted.MilliCpu), _host.Begin(Timers, call, "ApplyCgroup", HostCalls.Deadline))
            .PipeTo(Self, success: () => new Written(call, null), failure: e => new Written(call, HostCalls.Describe(e)));
    }

    private void OnWritten(string? error)
    {
        if (error is null)
        {
            _written = _writing;
            _writing = null;
            Write();
            return;
        }

        LogFailed(error);
        _writing = null;
        Timers.StartSingleTimer(RetryNow.Instance, RetryNow.Instance, Retry);
    }

    /// <summary>The pods of the class request so much CPU together, in thousandths.</summary>
    internal sealed record Burstable(CgroupNames Names, long MilliCpu);

    private sealed record Written(CallId Call, string? Error);

    private sealed class RetryNow
    {
        public static readonly RetryNow Instance = new();
    }
}
