using Agent.Cri.Protocol;
using Agent.Node.Containers;
using Agent.Node.Explain;
using Agent.Node.Hosting;
using Agent.Node.WellKnown;
using Akka.Actor;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Runtime;

/// <summary>
/// The pod lifecycle event generator: keeps the pods' view of the runtime true. Events are hints that lead to a reading
/// of one pod; the relist is the authority and counts what no event announced.
/// </summary>
internal sealed partial class PlegActor : UntypedActor, IWithTimers
{
    // A runtime without events refuses the stream at once; one that keeps it open this long just has nothing to say.
    private static readonly TimeSpan SilenceMeansSupport = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan InventoryTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EchoTime = TimeSpan.FromMilliseconds(200);

    private readonly NodeServices _services;
    private readonly IActorRef _gateway;
    private readonly IActorRef _subscriber;
    private readonly ILogger _log;
    private readonly Dictionary<CallId, (PodRead Read, PlannedRead Call)> _calls = [];
    private readonly SortedDictionary<string, PodRead> _reads = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopped = new();
    private readonly CallNumbers _numbers;
    private RuntimeListing _known = new();
    private Inventory? _inventory = new();
    private Relist? _relist;
    private CallId _stream;
    private bool _eventsFlow;
    private string _lastFailure = "";

    public PlegActor(NodeServices services, IActorRef gateway, IActorRef subscriber, CallNumbers numbers)
    {
        _numbers = numbers;
        _services = services;
        _gateway = gateway;
        _subscriber = subscriber;
        _log = services.Loggers.CreateLogger<PlegActor>();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services, IActorRef gateway, IActorRef subscriber)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new PlegActor(services, gateway, subscriber, numbers));
    }

    protected override void PreStart()
    {
        Self.Tell(RelistNow.Instance);
        Listen();
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
            case RelistNow:
                BeginRelist();
                break;
            case CriReply reply when _relist is { } relist && relist.Owns(reply.Id):
                TakeList(relist, reply);
                break;
            case CriReply reply when _calls.Remove(reply.Id, out var call):
                Ask(call.Read, call.Read.Take(call.Call, reply));
                Settle(call.Read);
                break;
            case CriReply:
                break;
            case ObservePod observe:
                Read(observe.Uid);
                break;
            case NoteKnown note:
                Note(note);
                break;
            case RuntimeEvent happened:
                Hint(happened);
                break;
            case HintDue due:
                if (!IsKnown(due.Event))
                {
                    ReadHinted(due.Event);
                }

                break;
            case InventoryOverdue when _inventory is { } inventory:
                // Pods that cannot be read hold up nobody else; they are told of when they can.
                inventory.Unreadable.UnionWith(_reads.Keys);
                TellInventory(inventory);
                break;
            case InventoryOverdue:
                break;
            case AssumeEvents:
                TakeEventsForGranted();
                break;
            case EventsEnded ended when ended.Stream == _stream:
                EndEvents(ended);
                break;
            case EventsEnded:
                // The stream of a crashed predecessor; this one has its own.
                break;
            case ListenAgain:
                Listen();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void BeginRelist()
    {
        if (_relist is not null)
        {
            return;
        }

        _relist = new Relist(NextCall(), NextCall(), _services.Time.GetTimestamp());
        Await(InventoryAwaited.List.WaitingFor, null);
        _gateway.Tell(new CriCall(_relist.Sandboxes, CriMethod.ListPodSandbox, Lanes.None, new ListPodSandboxRequest()));
        _gateway.Tell(new CriCall(_relist.Containers, CriMethod.ListContainers, Lanes.None, new ListContainersRequest()));
    }

    private void TakeList(Relist relist, CriReply reply)
    {
        if (!relist.Take(reply))
        {
            return;
        }

        _relist = null;
        if (relist.Failure is { } failure)
        {
            LogRelistFailed(failure.Code, failure.Message);
            _lastFailure = failure.Message;
            Await(InventoryAwaited.List.WaitingFor, new ExplainedTimer("list again", Now + _services.Options.RelistPeriod));
            Timers.StartSingleTimer(RelistNow.Instance, RelistNow.Instance, _services.Options.RelistPeriod);
            return;
        }

        CriInstruments.RelistDuration.Record(_services.Time.GetElapsedTime(relist.Begun).TotalSeconds, NodeTag);
        var seen = relist.Listing;
        seen.Overlay(relist.Learned);
        var changed = RuntimeListing.ChangedPods(_known, seen);
        _known = seen;
        if (_eventsFlow && _inventory is null && changed.Count > 0)
        {
            CriInstruments.MissedEvents.Add(changed.Count, NodeTag);
            LogMissed(changed.Count);
        }

        foreach (var uid in changed)
        {
            Read(uid);
        }

        if (_inventory is { } inventory)
        {
            inventory.Listed = true;
            Await("the runtime's account of each of its pods", new ExplainedTimer("go on without those not read", Now + InventoryTime));
            Timers.StartSingleTimer(InventoryOverdue.Instance, InventoryOverdue.Instance, InventoryTime);
            FinishInventory();
        }

        Timers.StartSingleTimer(
            RelistNow.Instance, RelistNow.Instance, _eventsFlow ? _services.Options.RelistPeriodWithEvents : _services.Options.RelistPeriod);
    }

    /// <summary>What the pods' own calls say. A list under way may be older: it must not make it look like news.</summary>
    private void Note(NoteKnown note)
    {
        var entry = new RuntimeListing.Entry(note.Uid, note.IsSandbox, note.State);
        _known.Set(note.Id, entry);
        if (_relist is { } relist)
        {
            relist.Learned[note.Id] = entry;
        }
    }

    private void Read(string uid)
    {
        if (_reads.TryGetValue(uid, out var running))
        {
            running.Again = true;
            return;
        }

        var read = new PodRead(uid, _services.Time.GetTimestamp());
        _reads.Add(uid, read);
        Ask(read, read.Begin());
    }

    private void Ask(PodRead read, IReadOnlyList<PlannedRead> calls)
    {
        foreach (var call in calls)
        {
            var id = NextCall();
            _calls.Add(id, (read, call));
            _gateway.Tell(new CriCall(id, call.Method, Lanes.None, call.Request));
        }
    }

    private void Settle(PodRead read)
    {
        if (!read.IsComplete)
        {
            return;
        }

        _reads.Remove(read.Uid);
        if (read.Failure is { } failure)
        {
            // Read again by itself, and forgotten, so that the next relist finds it changed: what led to this reading must
            // not wait for something else to happen to the pod.
            var failures = _failures[read.Uid] = _failures.GetValueOrDefault(read.Uid) + 1;
            Timers.StartSingleTimer((nameof(ObservePod), read.Uid), new ObservePod(read.Uid), RetryBackoff.Delay(failures));
            _known.Replace(PodRuntimeStatus.Empty(read.Uid, read.Begun));
            _inventory?.Pods.Remove(read.Uid);
            _inventory?.Unreadable.Add(read.Uid);
            _subscriber.Tell(new PodUnreadable(read.Uid, failure));
        }
        else
        {
            _failures.Remove(read.Uid);
            _known.Replace(read.Result);
            if (_inventory is { } inventory)
            {
                inventory.Pods[read.Uid] = read.Result;
                inventory.Unreadable.Remove(read.Uid);
            }
            else
            {
                _subscriber.Tell(new PodObserved(read.Result));
            }
        }

        if (read.Again)
        {
            Read(read.Uid);
        }

        FinishInventory();
    }

    private void FinishInventory()
    {
        if (_inventory is { Listed: true } inventory && _reads.Count == 0)
        {
            TellInventory(inventory);
        }
    }

    private void Await(string what, ExplainedTimer? next)
    {
        if (_inventory is not null)
        {
            _subscriber.Tell(new InventoryAwaited(what, next, _lastFailure));
        }
    }

    private void TellInventory(Inventory inventory)
    {
        _inventory = null;
        Timers.Cancel(InventoryOverdue.Instance);
        _subscriber.Tell(new RuntimeInventory([.. inventory.Pods.Values], [.. inventory.Unreadable]));
    }

    private void Hint(RuntimeEvent happened)
    {
        TakeEventsForGranted();
        if (IsKnown(happened))
        {
            return;
        }

        if (happened.Type is ContainerEventType.ContainerCreatedEvent or ContainerEventType.ContainerStartedEvent)
        {
            // Most often the echo of a call of ours, whose own answer comes right after and tells more.
            Timers.StartSingleTimer((happened.PodUid, happened.ContainerId), new HintDue(happened), EchoTime);
            return;
        }

        ReadHinted(happened);
    }

    private void TakeEventsForGranted()
    {
        if (!_eventsFlow)
        {
            _eventsFlow = true;
            LogEventsFlow();
        }
    }

    /// <summary>The event says what is known already.</summary>
    private bool IsKnown(RuntimeEvent happened)
    {
        var known = _known.Entries.TryGetValue(happened.ContainerId, out var entry);
        return happened.Type switch
        {
            ContainerEventType.ContainerCreatedEvent => known,
            ContainerEventType.ContainerStartedEvent => known && entry.State != ContainerInstanceState.Created,
            ContainerEventType.ContainerStoppedEvent => known && entry.State == ContainerInstanceState.Exited,
            ContainerEventType.ContainerDeletedEvent => !known,
            _ => false,
        };
    }

    private void ReadHinted(RuntimeEvent happened)
    {
        var uid = happened.PodUid.Length > 0
            ? happened.PodUid
            : _known.Entries.TryGetValue(happened.ContainerId, out var entry) ? entry.Uid : "";
        if (uid.Length > 0)
        {
            Read(uid);
        }
        else
        {
            BeginRelist();
        }
    }

    private void Listen()
    {
        var self = Self;
        var stream = _stream = NextCall();
        Timers.StartSingleTimer(AssumeEvents.Instance, AssumeEvents.Instance, SilenceMeansSupport);
        _services.Ports.Runtime.GetContainerEventsAsync(new GetEventsRequest(), e => self.Tell(RuntimeEvent.From(e)), _stopped.Token)
            .PipeTo(self, success: () => new EventsEnded(stream, null), failure: e => new EventsEnded(stream, CriFailure.From(e)));
    }

    private void EndEvents(EventsEnded ended)
    {
        Timers.Cancel(AssumeEvents.Instance);
        if (_eventsFlow)
        {
            _eventsFlow = false;
            LogEventsEnded(ended.Failure?.Message ?? "the stream ended");
            BeginRelist();
        }

        // A runtime without events (containerd before 1.7) may be replaced by one with them.
        var pause = ended.Failure?.Code == StatusCode.Unimplemented ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(1);
        Timers.StartSingleTimer(ListenAgain.Instance, ListenAgain.Instance, pause);
    }

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    private CallId NextCall() => new(0, _numbers.Next());

    private KeyValuePair<string, object?> NodeTag => new("node", _services.Options.NodeName);

    private sealed record EventsEnded(CallId Stream, CriFailure? Failure);

    private sealed record HintDue(RuntimeEvent Event);

    private sealed class InventoryOverdue
    {
        public static readonly InventoryOverdue Instance = new();
    }

    private sealed class AssumeEvents
    {
        public static readonly AssumeEvents Instance = new();
    }

    private sealed class RelistNow
    {
        public static readonly RelistNow Instance = new();
    }

    private sealed class ListenAgain
    {
        public static readonly ListenAgain Instance = new();
    }

    private sealed class Inventory
    {
        public bool Listed { get; set; }

        public SortedDictionary<string, PodRuntimeStatus> Pods { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Unreadable { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Relist(CallId sandboxes, CallId containers, long begun)
    {
        private int _pending = 2;

        public CallId Sandboxes { get; } = sandboxes;

        public CallId Containers { get; } = containers;

        public long Begun { get; } = begun;

        public RuntimeListing Listing { get; } = new();

        public SortedDictionary<string, RuntimeListing.Entry> Learned { get; } = new(StringComparer.Ordinal);

        public CriFailure? Failure { get; private set; }

        public bool Owns(CallId id) => id == Sandboxes || id == Containers;

        /// <summary>Takes a list; true when both have arrived.</summary>
        public bool Take(CriReply reply)
        {
            Failure ??= reply.Failure;
            foreach (var sandbox in (reply.Response as ListPodSandboxResponse)?.Items ?? [])
            {
                var uid = sandbox.Metadata?.Uid ?? "";
                var state = sandbox.State == PodSandboxState.SandboxReady ? ContainerInstanceState.Running : ContainerInstanceState.Exited;
                Listing.Set(sandbox.Id, new RuntimeListing.Entry(uid, true, state));
            }

            foreach (var container in (reply.Response as ListContainersResponse)?.Containers ?? [])
            {
                // Containers without the label are not Kubernetes' and none of the agent's business.
                if (container.Labels.TryGetValue(CriLabels.PodUid, out var uid))
                {
                    Listing.Set(container.Id, new RuntimeListing.Entry(uid, false, RuntimeReader.State(container.State)));
                }
            }

            return --_pending == 0;
        }
    }
}
