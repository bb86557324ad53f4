using Agent.Node.Hosting;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

/// <summary>Deletes the log directories of pods that are gone, and dead log links. One pass at a time.</summary>
internal sealed partial class HousekeepingActor(NodeServices services) : UntypedActor
{
    private readonly ILogger _log = services.Loggers.CreateLogger<HousekeepingActor>();
    private IReadOnlyList<string>? _known;
    private int _pending;

    public static Props Props(NodeServices services) => Akka.Actor.Props.Create(() => new HousekeepingActor(services));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Collect collect when _known is null:
                _known = collect.KnownUids;
                services.Ports.Host.ListDirectoriesAsync(services.Options.PodLogsDirectory, CancellationToken.None)
                    .PipeTo(Self, success: names => new Listed(names), failure: e => new Failed(services.Options.PodLogsDirectory, e.Message));
                break;
            case Collect:
                break;
            case Listed listed:
                Delete(listed.Names);
                break;
            case Failed failed:
                LogFailed(failed.Path, failed.Error);
                Done();
                break;
            case Deleted:
                Done();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Delete(IReadOnlyList<string> names)
    {
        var orphans = PodLogs.Orphans(names, _known ?? []);
        _pending = 1;
        foreach (var name in orphans)
        {
            _pending++;
            var path = Path.Combine(services.Options.PodLogsDirectory, name);
            LogDeleting(path);
            services.Ports.Host.DeleteTreeAsync(path, CancellationToken.None)
                .PipeTo(Self, success: () => new Deleted(path), failure: e => new Failed(path, e.Message));
        }

        if (services.Options.ContainerLogLinksDirectory is { } links)
        {
            _pending++;
            services.Ports.Host.DeleteDeadLinksAsync(links, CancellationToken.None)
                .PipeTo(Self, success: () => new Deleted(links), failure: e => new Failed(links, e.Message));
        }

        Done();
    }

    private void Done()
    {
        if (--_pending <= 0)
        {
            _pending = 0;
            _known = null;
        }
    }

    /// <summary>Begin a pass.</summary>
    /// <param name="KnownUids">UIDs of pods that are wanted or that the runtime has.</param>
    internal sealed record Collect(IReadOnlyList<string> KnownUids);

    private sealed record Listed(IReadOnlyList<string> Names);

    private sealed record Deleted(string Path);

    private sealed record Failed(string Path, string Error);
}
