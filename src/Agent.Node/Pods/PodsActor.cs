using Agent.Kubernetes;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Agent.Node.Sources;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

/// <summary>
/// All pods of the node: matches what the sources want with what the runtime has, gives each pod UID an actor, and passes
/// on what concerns it. Nothing is stopped for being absent from the sources before every source has spoken.
/// </summary>
internal sealed partial class PodsActor : UntypedActor, IWithTimers
{
    private readonly NodeServices _services;
    private readonly IActorRef _gateway;
    private readonly IActorRef _pleg;
    private readonly IActorRef _images;
    private readonly IActorRef _housekeeping;
    private readonly ILogger _log;
    private readonly PodLoggers _podLogs;
    private readonly SortedDictionary<string, PodEntry> _pods = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PodRuntimeStatus> _found = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _crashes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _finished = new(StringComparer.Ordinal);
    private NodeFacts _facts = NodeFacts.None;
    private bool _networkReady;
    private bool _adopted;
    private bool _sourcesReady;

    public PodsActor(PodsSetup setup)
    {
        _services = setup.Services;
        _gateway = setup.Gateway;
        _images = setup.Images;
        _log = _services.Loggers.CreateLogger<PodsActor>();
        _podLogs = new PodLoggers(_services.Loggers.CreateLogger<PodActor>(), _services.Loggers.CreateLogger<Containers.ContainerActor>());
        _pleg = Context.ActorOf(PlegActor.Props(_services, _gateway, Self), "pleg");
        _housekeeping = Context.ActorOf(HousekeepingActor.Props(_services), "housekeeping");
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(PodsSetup setup) => Akka.Actor.Props.Create(() => new PodsActor(setup));

    // One bad pod costs one pod: it is restarted and adopts what runs; one that never stops throwing is tried again later.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(10, TimeSpan.FromMinutes(1), _ => Directive.Restart);

    protected override void PreStart() =>
        Timers.StartPeriodicTimer(CollectGarbage.Instance, CollectGarbage.Instance, _services.Options.GarbageCollectionPeriod);

    // The sources and the node tell everything again; pods are adopted as after a restart of the agent.
    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        Context.Parent.Tell(new Restarted());
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RuntimeInventory inventory:
                OnInventory(inventory);
                break;
            case PodChanges changes:
                OnChanges(changes);
                break;
            case PodObserved observed:
                OnObserved(observed);
                break;
            case PodUnreadable unreadable:
                Find(unreadable.Uid)?.Actor.Tell(unreadable);
                break;
            case RuntimeHealthChanged changed:
                _networkReady = changed.Health.NetworkReady;
                TellSurroundings();
                break;
            case NodeFacts facts:
                _facts = facts;
                TellSurroundings();
                break;
            case PodActor.Stopped stopped:
                OnStopped(stopped.Uid);
                break;
            case PodActor.Finished finished:
                OnFinished(finished.Uid);
                break;
            case PodActor.Crashed crashed:
                OnCrashed(crashed.Uid, crashed.Error);
                break;
            case Terminated terminated:
                OnTerminated(terminated.ActorRef);
                break;
            case Respawn respawn:
                OnRespawn(respawn.Uid);
                break;
            case CollectGarbage:
                OnCollectGarbage();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnInventory(RuntimeInventory inventory)
    {
        if (_adopted)
        {
            // The PLEG began anew: what it found is news like any other.
            foreach (var status in inventory.Pods)
            {
                OnObserved(new PodObserved(status));
            }

            return;
        }

        _adopted = true;
        foreach (var status in inventory.Pods)
        {
            _found[status.Uid] = status;
        }

        _unreadable.UnionWith(inventory.Unreadable);
        LogAdopted(inventory.Pods.Count);
        foreach (var entry in _pods.Values.Where(e => e.Actor.IsNobody()).ToList())
        {
            Spawn(entry);
        }

        StopOrphans();
        Publish();
    }

    private void OnChanges(PodChanges changes)
    {
        _sourcesReady |= changes.AllSourcesReady;
        if (changes.IsComplete)
        {
            var wanted = changes.Changes.Select(c => c.Pod.Metadata.Uid ?? "").ToHashSet(StringComparer.Ordinal);
            foreach (var entry in _pods.Values.Where(e => e.Pod is not null && e.Kill is null && !wanted.Contains(e.Uid)).ToList())
            {
                Remove(entry.Uid);
            }
        }

        foreach (var change in changes.Changes)
        {
            switch (change.Kind)
            {
                case PodChangeKind.Add:
                    Add(change.Pod);
                    break;
                case PodChangeKind.Update or PodChangeKind.Delete:
                    Update(change.Pod);
                    break;
                case PodChangeKind.Remove:
                    Remove(change.Pod.Metadata.Uid ?? "");
                    break;
            }
        }

        StopOrphans();
        Publish();
    }

    private void Add(V1Pod pod)
    {
        var uid = pod.Metadata.Uid ?? "";
        if (_pods.TryGetValue(uid, out var known))
        {
            // The same UID again while the first still ends: it begins anew when that is finished.
            known.Next = known.Kill is null ? null : pod;
            if (known.Kill is null)
            {
                Update(pod);
            }

            return;
        }

        var entry = new PodEntry(uid) { Pod = pod, FullName = FullName(pod.Metadata.Name, pod.Metadata.Namespace) };
        _pods.Add(uid, entry);
        if (_adopted)
        {
            Spawn(entry);
        }
    }

    private void Update(V1Pod pod)
    {
        if (Find(pod.Metadata.Uid ?? "") is { } entry)
        {
            entry.Pod = pod;
            entry.Actor.Tell(new PodActor.Update(pod));
        }
        else
        {
            Add(pod);
        }
    }

    private void Remove(string uid)
    {
        if (!_pods.TryGetValue(uid, out var entry))
        {
            return;
        }

        entry.Next = null;
        entry.Kill = new PodActor.Kill("Removed", null, Unwanted: true);
        if (entry.Actor.IsNobody())
        {
            // Never begun: whatever the runtime has of it will be found an orphan.
            _pods.Remove(uid);
            OnStopped(uid);
            return;
        }

        entry.Actor.Tell(entry.Kill);
    }

    private void OnObserved(PodObserved observed)
    {
        var status = observed.Status;
        if (_pods.TryGetValue(status.Uid, out var entry) && !entry.Actor.IsNobody())
        {
            _unreadable.Remove(status.Uid);
            entry.Actor.Tell(observed);
            return;
        }

        if (status.Sandboxes.Count == 0 && status.Containers.Count == 0)
        {
            _found.Remove(status.Uid);
            _finished.Remove(status.Uid);
            return;
        }

        if (_finished.TryGetValue(status.Uid, out var finished) && status.ReadAt <= finished)
        {
            // Read before the last of it was removed.
            return;
        }

        _found[status.Uid] = status;
        StopOrphans();
    }

    /// <summary>Pods that only the runtime knows are stopped and removed, once all sources have spoken.</summary>
    private void StopOrphans()
    {
        if (!_adopted || !_sourcesReady)
        {
            return;
        }

        foreach (var uid in _found.Keys.Where(uid => !_pods.ContainsKey(uid)).ToList())
        {
            LogOrphan(uid, _found[uid].Name, _found[uid].Namespace);
            var entry = new PodEntry(uid) { FullName = FullName(_found[uid].Name, _found[uid].Namespace) };
            _pods.Add(uid, entry);
            Spawn(entry);
        }
    }

    private void Spawn(PodEntry entry)
    {
        entry.Predecessor = entry.Pod is null ? null : PredecessorOf(entry);
        var setup = new PodSetup(_services, entry.Uid, _gateway, _pleg, _images, _podLogs.Pods, _podLogs.Containers);
        entry.Actor = Context.ActorOf(PodActor.Props(setup), entry.Uid);
        Context.Watch(entry.Actor);
        var status = _found.Remove(entry.Uid, out var found) ? found
            : _unreadable.Contains(entry.Uid) ? null
            : PodRuntimeStatus.Empty(entry.Uid, _services.Time.GetTimestamp());
        Assign(entry, status);
    }

    private void Assign(PodEntry entry, PodRuntimeStatus? status)
    {
        var incarnation = _crashes.GetValueOrDefault(entry.Uid);
        entry.Actor.Tell(new PodActor.Assign(entry.Pod, entry.Predecessor, status, _facts, _networkReady, incarnation));
        if (entry.Kill is { } kill)
        {
            entry.Actor.Tell(kill);
        }
    }

    private void OnCrashed(string uid, string error)
    {
        if (_pods.TryGetValue(uid, out var entry))
        {
            LogCrashed(uid, error);
            _crashes[uid] = _crashes.GetValueOrDefault(uid) + 1;
            Assign(entry, null);
        }
    }

    private void OnTerminated(IActorRef actor)
    {
        if (_pods.Values.FirstOrDefault(e => e.Actor.Equals(actor)) is not { } entry)
        {
            return;
        }

        entry.Actor = ActorRefs.Nobody;
        LogStoppedForCrashing(entry.Uid);
        Timers.StartSingleTimer(("respawn", entry.Uid), new Respawn(entry.Uid), Containers.RetryBackoff.Longest);
    }

    private void OnRespawn(string uid)
    {
        if (_pods.TryGetValue(uid, out var entry) && entry.Actor.IsNobody())
        {
            _crashes[uid] = _crashes.GetValueOrDefault(uid) + 1;
            _unreadable.Add(uid);
            Spawn(entry);
        }
    }

    private void OnStopped(string uid)
    {
        foreach (var entry in _pods.Values.Where(e => e.Predecessor == uid))
        {
            entry.Predecessor = null;
            entry.Actor.Tell(new PodActor.PredecessorGone());
        }
    }

    private void OnFinished(string uid)
    {
        if (!_pods.Remove(uid, out var entry))
        {
            return;
        }

        OnStopped(uid);
        _finished[uid] = _services.Time.GetTimestamp();
        _pleg.Tell(new ObservePod(uid));
        _crashes.Remove(uid);
        _found.Remove(uid);
        Context.Unwatch(entry.Actor);
        Context.Stop(entry.Actor);
        if (entry.Next is { } next)
        {
            // The stopped actor still holds the name: begin under it when it is gone.
            Timers.StartSingleTimer(("again", uid), new PodChanges([new PodChange(PodChangeKind.Add, next)], _sourcesReady), TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>A pod of the same name that ends, or that only the runtime knows and that will end.</summary>
    private string? PredecessorOf(PodEntry entry) =>
        _pods.Values.FirstOrDefault(e => e.Uid != entry.Uid && e.FullName == entry.FullName && (e.Kill is not null || e.Pod is null))?.Uid
        ?? _found.Values.FirstOrDefault(f => !_pods.ContainsKey(f.Uid) && f.IsAlive && FullName(f.Name, f.Namespace) == entry.FullName)?.Uid;

    private static string FullName(string? name, string? @namespace) => $"{name}_{@namespace}";

    private PodEntry? Find(string uid) => _pods.TryGetValue(uid, out var entry) && !entry.Actor.IsNobody() ? entry : null;

    private void TellSurroundings()
    {
        foreach (var entry in _pods.Values)
        {
            entry.Actor.Tell(new PodActor.Surroundings(_facts, _networkReady));
        }
    }

    private void OnCollectGarbage()
    {
        if (_adopted && _sourcesReady)
        {
            _housekeeping.Tell(new HousekeepingActor.Collect([.. _pods.Keys.Concat(_found.Keys)]));
        }
    }

    private void Publish() => _services.Board.Put(_services.Board.Node with { Adopted = _adopted, SourcesReady = _sourcesReady });

    /// <summary>To the node: the actor crashed and began anew; it needs to be told everything again.</summary>
    internal sealed record Restarted;

    private sealed record Respawn(string Uid);

    private sealed class CollectGarbage
    {
        public static readonly CollectGarbage Instance = new();
    }

    /// <summary>One logger for all pods and one for all containers.</summary>
    private sealed record PodLoggers(ILogger Pods, ILogger Containers);

    /// <summary>A pod of this node; its actor is nobody until the runtime's pods are known.</summary>
    private sealed class PodEntry(string uid)
    {
        public string Uid { get; } = uid;

        /// <summary>Null: an orphan.</summary>
        public V1Pod? Pod { get; set; }

        public string FullName { get; init; } = "";

        /// <summary>UID of a pod of the same full name that must be gone first.</summary>
        public string? Predecessor { get; set; }

        public IActorRef Actor { get; set; } = ActorRefs.Nobody;

        /// <summary>The command that ends it, to be repeated after a crash.</summary>
        public PodActor.Kill? Kill { get; set; }

        /// <summary>The pod that takes the same UID once this one is finished.</summary>
        public V1Pod? Next { get; set; }
    }
}
