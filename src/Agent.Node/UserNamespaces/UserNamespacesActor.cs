using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Agent.Node.Volumes;
using Akka.Actor;

namespace Agent.Node.UserNamespaces;

/// <summary>
/// Gives each pod with a user namespace of its own a block of the host's ids that no other pod has, also over restarts: the blocks are
/// noted in the pods' directories before they are used, and read from there first.
/// </summary>
internal sealed class UserNamespacesActor(NodeServices services, CallNumbers numbers) : UntypedActor, IWithTimers
{
    private const string SubordinateUids = "/etc/subuid";
    private const string SubordinateGids = "/etc/subgid";

    private readonly HostCalls _host = new(services.Options.NodeName);
    private readonly List<(TakeIds Take, IActorRef ReplyTo)> _waiting = [];
    private readonly Dictionary<CallId, (TakeIds Take, IActorRef ReplyTo)> _writing = [];
    private readonly SortedDictionary<string, string?> _texts = new(StringComparer.Ordinal);
    private IdBlocks? _blocks;
    private int _pending;
    private string _error = "";

    public ITimerScheduler Timers { get; set; } = null!;

    private string PodsDirectory => VolumePaths.Pods(services.Options.RootDirectory);

    public static Props Props(NodeServices services)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new UserNamespacesActor(services, numbers));
    }

    protected override void PostStop()
    {
        // Also before a restart: nobody may wait for an answer that this incarnation alone could have given.
        foreach (var (take, replyTo) in _waiting.Concat(_writing.Values))
        {
            replyTo.Tell(new IdsTaken(take.Id, null, 0, "the ids of user namespaces are being read again"));
        }

        _host.CancelAll();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TakeIds take:
                _waiting.Add((take, Sender));
                GoOn();
                break;
            case ReleaseIds release:
                _blocks = _blocks?.Without(release.PodUid);
                break;
            case Listed listed when _host.End(Timers, listed.Call):
                OnListed(listed);
                break;
            case TextRead read when _host.End(Timers, read.Call):
                OnRead(read);
                break;
            case Written written when _host.End(Timers, written.Call) && _writing.Remove(written.Call, out var waiting):
                OnWritten(waiting.Take, waiting.ReplyTo, written.Error);
                break;
            case Listed or TextRead or Written:
                break;
            case HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void GoOn()
    {
        if (_blocks is not null)
        {
            foreach (var (take, replyTo) in _waiting)
            {
                Give(take, replyTo);
            }

            _waiting.Clear();
        }
        else if (_pending == 0)
        {
            // What pods had before this agent began must be known before anything is given away.
            _error = "";
            _texts.Clear();
            _pending = 1;
            var call = NextCall();
            services.Ports.Host.ListDirectoriesAsync(PodsDirectory, _host.Begin(Timers, call, "ListDirectories", HostCalls.Deadline))
                .PipeTo(Self, success: names => new Listed(call, names, null), failure: e => new Listed(call, [], HostCalls.Describe(e)));
        }
    }

    private void OnListed(Listed listed)
    {
        _error = listed.Error ?? "";
        Read(SubordinateUids);
        Read(SubordinateGids);
        foreach (var uid in listed.Names)
        {
            Read(FileOf(uid));
        }

        Done();
    }

    private void Read(string path)
    {
        _pending++;
        var call = NextCall();
        services.Ports.Host.ReadTextAsync(path, _host.Begin(Timers, call, "ReadText", HostCalls.Deadline))
            .PipeTo(Self, success: text => new TextRead(call, path, text, null), failure: e => new TextRead(call, path, null, HostCalls.Describe(e)));
    }

    private void OnRead(TextRead read)
    {
        _texts[read.Path] = read.Text;
        _error = read.Error is { } error ? $"{read.Path}: {error}" : _error;
        Done();
    }

    private void Done()
    {
        if (--_pending > 0)
        {
            return;
        }

        var options = services.Options;
        var range = _error.Length > 0
            ? null
            : IdRange.Of(_texts[SubordinateUids], _texts[SubordinateGids], options.IdsPerPod, options.Status.MaxPods, out _error);
        if (range is not null)
        {
            _blocks = _texts.Where(t => t.Key.StartsWith(PodsDirectory, StringComparison.Ordinal) && t.Value is not null)
                .Select(t => (Uid: Path.GetFileName(Path.GetDirectoryName(t.Key)!), First: IdMappingFile.Read(t.Value!)))
                .Where(known => known.First is not null)
                .Aggregate(IdBlocks.Empty(range, options.IdsPerPod), (blocks, known) => blocks.With(known.Uid, known.First!.Value));
            GoOn();
            return;
        }

        foreach (var (take, replyTo) in _waiting)
        {
            replyTo.Tell(new IdsTaken(take.Id, null, 0, _error));
        }

        _waiting.Clear();
    }

    private void Give(TakeIds take, IActorRef replyTo)
    {
        var isKnown = _blocks!.ByPod.ContainsKey(take.PodUid);
        (_blocks, var first) = _blocks.Take(take.PodUid);
        if (first is not { } host)
        {
            replyTo.Tell(new IdsTaken(take.Id, null, 0, "all ids for user namespaces are taken"));
            return;
        }

        if (isKnown && !_writing.Values.Any(w => w.Take.PodUid == take.PodUid))
        {
            replyTo.Tell(new IdsTaken(take.Id, host, services.Options.IdsPerPod, ""));
            return;
        }

        var call = NextCall();
        _writing.Add(call, (take, replyTo));
        services.Ports.Host
            .WriteTextAsync(
                FileOf(take.PodUid), IdMappingFile.Write(host, services.Options.IdsPerPod), _host.Begin(Timers, call, "WriteText", HostCalls.Deadline))
            .PipeTo(Self, success: () => new Written(call, null), failure: e => new Written(call, HostCalls.Describe(e)));
    }

    private void OnWritten(TakeIds take, IActorRef replyTo, string? error)
    {
        if (error is null)
        {
            replyTo.Tell(new IdsTaken(take.Id, _blocks!.ByPod[take.PodUid], services.Options.IdsPerPod, ""));
            return;
        }

        // What is not noted would be given to another pod after a restart.
        _blocks = _blocks!.Without(take.PodUid);
        replyTo.Tell(new IdsTaken(take.Id, null, 0, error));
    }

    private string FileOf(string uid) => Path.Combine(VolumePaths.Pod(services.Options.RootDirectory, uid), IdMappingFile.Name);

    private CallId NextCall() => new(0, numbers.Next());

    private sealed record Listed(CallId Call, IReadOnlyList<string> Names, string? Error);

    private sealed record TextRead(CallId Call, string Path, string? Text, string? Error);

    private sealed record Written(CallId Call, string? Error);
}
