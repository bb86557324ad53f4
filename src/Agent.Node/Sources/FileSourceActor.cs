using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Kubernetes.Manifests;
using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Agent.Node.WellKnown;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Sources;

/// <summary>The file source: lists the manifests when something changes and every <c>fileCheckFrequency</c>.</summary>
internal sealed partial class FileSourceActor(NodeServices services, IActorRef subscriber, string path, CallNumbers numbers) : UntypedActor, IWithTimers
{
    // A complete file is listed at once; files written in several steps, and further files that come with it, are listed together after this.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WatchAgain = TimeSpan.FromSeconds(1);

    private const string ReadManifests = "ReadManifests";

    private readonly ILogger _log = services.Loggers.CreateLogger<FileSourceActor>();
    private readonly CancellationTokenSource _stopped = new();
    private readonly HostCalls _host = new(services.Options.NodeName);
    private IReadOnlyList<string> _problems = [];
    private bool _told;
    private CallId _watch;
    private bool _again;
    private bool _changed;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services, IActorRef subscriber, string path)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new FileSourceActor(services, subscriber, path, numbers));
    }

    /// <summary>Known to the next incarnation, too: it may find a file broken whose last good version is in here.</summary>
    private ImmutableSortedDictionary<string, ManifestEntry> Entries
    {
        get => services.Memory.Manifests;
        set => services.Memory.Manifests = value;
    }

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
        _host.CancelAll();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case List:
                BeginList();
                break;
            case Changed changed:
                OnChanged(changed.Change);
                break;
            case Settled when _changed:
                _changed = false;
                BeginList();
                break;
            case Settled:
                break;
            case HostCallOverdue overdue:
                // A path that hangs must not end the listings for good.
                _host.GiveUp(overdue);
                break;
            case Listed listed when _host.End(Timers, listed.Call):
                OnListed(listed);
                break;
            case WatchEnded ended when ended.Watch == _watch:
                LogWatchEnded(path, ended.Why);
                Timers.StartSingleTimer("watch", Rewatch.Instance, WatchAgain);
                break;
            case Listed or WatchEnded:
                // Of a crashed predecessor.
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

    private void OnChanged(FileChange change)
    {
        if (Timers.IsTimerActive(Settled.Instance))
        {
            _changed = true;
            return;
        }

        if (change == FileChange.Complete)
        {
            BeginList();
        }

        _changed = change != FileChange.Complete;
        Timers.StartSingleTimer(Settled.Instance, Settled.Instance, Settle);
    }

    private void Watch()
    {
        var self = Self;
        var watch = _watch = NextCall();
        services.Ports.Host.WatchAsync(path, change => self.Tell(new Changed(change)), _stopped.Token)
            .PipeTo(self, success: () => new WatchEnded(watch, "nothing to watch there"), failure: e => new WatchEnded(watch, e.Message));
    }

    private void BeginList()
    {
        if (_host.IsUnderWay(ReadManifests))
        {
            _again = true;
            return;
        }

        var call = NextCall();
        services.Ports.Host.ReadManifestsAsync(path, ManifestReader.MaxBytes, _host.Begin(Timers, call, ReadManifests, HostCalls.Deadline))
            .PipeTo(Self, success: files => new Listed(call, files, null), failure: e => new Listed(call, [], HostCalls.Describe(e)));
    }

    private void OnListed(Listed listed)
    {
        if (_again)
        {
            _again = false;
            BeginList();
        }

        if (listed.Error is { } error)
        {
            // What was read before stays: a directory that cannot be read says nothing of its pods.
            Note([$"{path}: {error}"]);
            subscriber.Tell(new SourceTrouble(PodSourceNames.File, _problems[0]));
            return;
        }

        var before = Entries;
        Entries = ManifestFolder.Read(before, listed.Files, services.Options.NodeName);
        foreach (var entry in Entries.Values.Where(e => !ReferenceEquals(before.GetValueOrDefault(e.Path), e)))
        {
            foreach (var warning in entry.Warnings)
            {
                LogWarning(warning);
            }
        }

        var problemsChanged = Note([.. Entries.Values.Select(e => e.Problem).Where(p => p.Length > 0)]);
        if (problemsChanged || !_told || !before.SequenceEqual(Entries))
        {
            _told = true;
            subscriber.Tell(new SourceSnapshot(PodSourceNames.File, [.. Entries.Values.Select(e => e.Pod).OfType<V1Pod>()], _problems));
        }
    }

    private bool Note(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems.Except(_problems, StringComparer.Ordinal))
        {
            LogProblem(problem);
        }

        var changed = !problems.SequenceEqual(_problems, StringComparer.Ordinal);
        _problems = problems;
        return changed;
    }

    private CallId NextCall() => new(0, numbers.Next());

    private sealed record Listed(CallId Call, IReadOnlyList<HostFile> Files, string? Error);

    private sealed record WatchEnded(CallId Watch, string Why);

    private sealed class List
    {
        public static readonly List Instance = new();
    }

    private sealed record Changed(FileChange Change);

    private sealed class Settled
    {
        public static readonly Settled Instance = new();
    }

    private sealed class Rewatch
    {
        public static readonly Rewatch Instance = new();
    }
}
