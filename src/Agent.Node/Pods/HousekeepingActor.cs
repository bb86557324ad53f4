using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Agent.Node.Volumes;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

/// <summary>
/// Deletes the log directories of pods that are gone, and dead log links; finds directories of pods that are gone. One pass at a time. Which pods are gone is asked when
/// the directories are known, so that a directory made meanwhile is never taken for one.
/// </summary>
internal sealed partial class HousekeepingActor(NodeServices services, CallNumbers numbers) : UntypedActor, IWithTimers
{
    private readonly ILogger _log = services.Loggers.CreateLogger<HousekeepingActor>();
    private readonly HostCalls _host = new(services.Options.NodeName);
    private bool _busy;
    private int _pending;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new HousekeepingActor(services, numbers));
    }

    protected override void PostStop() => _host.CancelAll();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Collect:
                if (!_busy)
                {
                    List();
                }

                ListPods();
                break;
            case PodsListed listed when _host.End(Timers, listed.Call):
                Context.Parent.Tell(new FoundPods(listed.Uids));
                break;
            case PodsNotListed failed when _host.End(Timers, failed.Call):
                LogFailed(VolumePaths.Pods(services.Options.RootDirectory), failed.Error);
                break;
            case Listed listed when _host.End(Timers, listed.Call):
                Context.Parent.Tell(new Found(listed.Names));
                break;
            case Delete delete when _busy:
                Begin(delete.Names);
                break;
            case Failed failed when _host.End(Timers, failed.Call):
                LogFailed(failed.Path, failed.Error);
                Done();
                break;
            case Deleted deleted when _host.End(Timers, deleted.Call):
                Done();
                break;
            case HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            case Listed or Delete or Failed or Deleted or PodsListed or PodsNotListed:
                // Of a crashed predecessor.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void List()
    {
        _busy = true;
        var directory = services.Options.PodLogsDirectory;
        var call = NextCall();
        services.Ports.Host.ListDirectoriesAsync(directory, _host.Begin(Timers, call, "ListDirectories", HostCalls.Deadline))
            .PipeTo(Self, success: names => new Listed(call, names), failure: e => new Failed(call, directory, HostCalls.Describe(e)));
    }

    /// <summary>Directories of pods that are gone are ended as pods are, which is the parent's to do: their volumes may be mounted.</summary>
    private void ListPods()
    {
        if (_host.IsUnderWay(nameof(ListPods)))
        {
            return;
        }

        var call = NextCall();
        services.Ports.Host
            .ListDirectoriesAsync(VolumePaths.Pods(services.Options.RootDirectory), _host.Begin(Timers, call, nameof(ListPods), HostCalls.Deadline))
            .PipeTo(Self, success: names => new PodsListed(call, names), failure: e => new PodsNotListed(call, HostCalls.Describe(e)));
    }

    private void Begin(IReadOnlyList<string> names)
    {
        _pending = 1;
        foreach (var name in names)
        {
            var path = Path.Combine(services.Options.PodLogsDirectory, name);
            LogDeleting(path);
            Remove(path, "DeleteTree", services.Ports.Host.DeleteTreeAsync);
        }

        if (services.Options.ContainerLogLinksDirectory is { } links)
        {
            Remove(links, "DeleteDeadLinks", services.Ports.Host.DeleteDeadLinksAsync);
        }

        Done();
    }

    private void Remove(string path, string operation, Func<string, CancellationToken, Task> delete)
    {
        _pending++;
        var call = NextCall();
        delete(path, _host.Begin(Timers, call, operation, HostCalls.DeleteDeadline))
            .PipeTo(Self, success: () => new Deleted(call), failure: e => new Failed(call, path, HostCalls.Describe(e)));
    }

    private void Done()
    {
        if (--_pending <= 0)
        {
            _pending = 0;
            _busy = false;
        }
    }

    private CallId NextCall() => new(0, numbers.Next());

    /// <summary>Begin a pass.</summary>
    internal sealed class Collect
    {
        public static readonly Collect Instance = new();
    }

    /// <summary>To the parent: these are the directories in the pod log directory; answered by <see cref="Delete"/>.</summary>
    internal sealed record Found(IReadOnlyList<string> Names);

    /// <summary>To the parent: these pods have directories.</summary>
    internal sealed record FoundPods(IReadOnlyList<string> Uids);

    /// <summary>These of them are to go.</summary>
    internal sealed record Delete(IReadOnlyList<string> Names);

    private sealed record Listed(CallId Call, IReadOnlyList<string> Names);

    private sealed record PodsListed(CallId Call, IReadOnlyList<string> Uids);

    private sealed record PodsNotListed(CallId Call, string Error);

    private sealed record Deleted(CallId Call);

    private sealed record Failed(CallId Call, string Path, string Error);
}
