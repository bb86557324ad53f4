using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Kubernetes.Manifests;
using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.WellKnown;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Sources;

/// <summary>The file source: lists the manifests when something changes and every <c>fileCheckFrequency</c>.</summary>
internal sealed partial class FileSourceActor(NodeServices services, IActorRef subscriber, string path) : UntypedActor, IWithTimers
{
    // Files are often written in several steps; the listing follows the last of them.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ListDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WatchAgain = TimeSpan.FromSeconds(1);

    private readonly ILogger _log = services.Loggers.CreateLogger<FileSourceActor>();
    private readonly CancellationTokenSource _stopped = new();
    private ImmutableSortedDictionary<string, ManifestEntry> _entries =
        ImmutableSortedDictionary.Create<string, ManifestEntry>(StringComparer.Ordinal);
    private IReadOnlyList<string> _problems = [];
    private bool _told;
    private CancellationTokenSource? _listing;
    private bool _again;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services, IActorRef subscriber, string path) =>
        Akka.Actor.Props.Create(() => new FileSourceActor(services, subscriber, path));

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer("relist", List.Instance, services.Options.FileCheckFrequency);
        Watch();
        BeginList();
    }

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case List:
                BeginList();
                break;
            case Changed:
                if (!Timers.IsTimerActive("settle"))
                {
                    Timers.StartSingleTimer("settle", List.Instance, Settle);
                }

                break;
            case ListOverdue:
                // A path that hangs must not end the listings for good.
                _listing?.Cancel();
                break;
            case Listed listed:
                OnListed(listed);
                break;
            case WatchEnded ended:
                LogWatchEnded(path, ended.Why);
                Timers.StartSingleTimer("watch", Rewatch.Instance, WatchAgain);
                break;
            case Rewatch:
                Watch();
                BeginList();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Watch()
    {
        var self = Self;
        services.Ports.Host.WatchAsync(path, () => self.Tell(Changed.Instance), _stopped.Token)
            .PipeTo(self, success: () => new WatchEnded("nothing to watch there"), failure: e => new WatchEnded(e.Message));
    }

    private void BeginList()
    {
        if (_listing is not null)
        {
            _again = true;
            return;
        }

        _listing = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
        Timers.StartSingleTimer(ListOverdue.Instance, ListOverdue.Instance, ListDeadline);
        services.Ports.Host.ReadManifestsAsync(path, ManifestReader.MaxBytes, _listing.Token)
            .PipeTo(Self, success: files => new Listed(files, null), failure: e => new Listed([], e.Message));
    }

    private void OnListed(Listed listed)
    {
        Timers.Cancel(ListOverdue.Instance);
        _listing?.Dispose();
        _listing = null;
        if (_again)
        {
            _again = false;
            BeginList();
        }

        if (listed.Error is { } error)
        {
            // What was read before stays: a directory that cannot be read says nothing of its pods.
            Tell([$"{path}: {error}"]);
            return;
        }

        var before = _entries;
        _entries = ManifestFolder.Read(before, listed.Files, services.Options.NodeName);
        foreach (var entry in _entries.Values.Where(e => !ReferenceEquals(before.GetValueOrDefault(e.Path), e)))
        {
            foreach (var warning in entry.Warnings)
            {
                LogWarning(warning);
            }
        }

        Tell([.. _entries.Values.Select(e => e.Problem).Where(p => p.Length > 0)], changed: !before.SequenceEqual(_entries));
    }

    private void Tell(IReadOnlyList<string> problems, bool changed = false)
    {
        foreach (var problem in problems.Except(_problems, StringComparer.Ordinal))
        {
            LogProblem(problem);
        }

        if (changed || !_told || !problems.SequenceEqual(_problems, StringComparer.Ordinal))
        {
            _problems = problems;
            _told = true;
            subscriber.Tell(new SourceSnapshot(PodSourceNames.File, [.. _entries.Values.Select(e => e.Pod).OfType<V1Pod>()], problems));
        }
    }

    private sealed record Listed(IReadOnlyList<HostFile> Files, string? Error);

    private sealed class ListOverdue
    {
        public static readonly ListOverdue Instance = new();
    }

    private sealed record WatchEnded(string Why);

    private sealed class List
    {
        public static readonly List Instance = new();
    }

    private sealed class Changed
    {
        public static readonly Changed Instance = new();
    }

    private sealed class Rewatch
    {
        public static readonly Rewatch Instance = new();
    }
}
