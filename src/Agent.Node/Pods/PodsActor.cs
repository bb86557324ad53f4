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
    private readonly SortedDictionary<string, long> _finished = new(StringComparer.Ordinal);
    private NodeFacts? _facts;
    private bool _networkReady;
    private DateTimeOffset _begun;
    private InventoryAwaited _awaited = InventoryAwaited.List;
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

    // One bad pod costs one pod: it is restarted and adopts what runs; one that throws again and again rests in between.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, TimeSpan.FromMilliseconds(-1), _ => Directive.Restart);

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(CollectGarbage.Instance, CollectGarbage.Instance, _services.Options.GarbageCollectionPeriod);

        // After a crash the board still has what the pods' actors said that are no more.
        _begun = _services.Time.GetUtcNow();
        _services.Board.Revise(pod => PodExplainer.Adopting(pod, _begun, _awaited));
        Publish();
    }

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
            case InventoryAwaited awaited:
                OnInventoryAwaited(awaited);
                break;
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
            case Reassign reassign:
                if (_pods.TryGetValue(reassign.Uid, out var rested))
                {
                    Assign(rested, null);
                }

                break;
            case CollectGarbage:
                _housekeeping.Tell(HousekeepingActor.Collect.Instance);
                break;
            case HousekeepingActor.Found found:
                OnFound(found.Names);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnInventoryAwaited(InventoryAwaited awaited)
    {
        if (!_adopted)
        {
            // No pod has an actor yet that could say it.
            _awaited = awaited;
            _services.Board.Revise(pod => PodExplainer.Adopting(pod, _begun, awaited));
        }
    }

    private void OnInventory(RuntimeInventory inventory)
    {
        if (_adopted)
        {
            // The PLEG began anew: what it found is news like any other, and what it was asked before is asked again.
            foreach (var status in inventory.Pods)
            {
                OnObserved(new PodObserved(status));
            }

            var found = inventory.Pods.Select(p => p.Uid).Concat(inventory.Unreadable).ToHashSet(StringComparer.Ordinal);
            foreach (var uid in _pods.Keys.Where(uid => !found.Contains(uid)))
            {
                _pleg.Tell(new ObservePod(uid));
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
        _services.Board.Revise(pod => _pods.ContainsKey(pod.Uid) ? pod : PodExplainer.AwaitingSources(pod, _begun));
        foreach (var entry in _pods.Values.Where(e => e.Actor.IsNobody()).ToList())
        {
            Spawn(entry);
        }

        StopOrphans();
        DropForgotten();
        Publish();
    }

    private void OnChanges(PodChanges changes)
    {
        if (changes.IsComplete)
        {
            _sourcesReady = true;
            var wanted = changes.Changes.Select(c => c.Pod.Metadata.Uid ?? "").ToHashSet(StringComparer.Ordinal);
            foreach (var uid in _pods.Keys.Where(uid => !wanted.Contains(uid)).ToList())
            {
                Remove(uid);
            }
        }

        foreach (var change in changes.Changes)
        {
            switch (change.Kind)
            {
                case PodChangeKind.Add or PodChangeKind.Update or PodChangeKind.Delete:
                    Add(change.Pod);
                    break;
                case PodChangeKind.Remove:
                    Remove(change.Pod.Metadata.Uid ?? "");
                    break;
            }
        }

        StopOrphans();
        if (changes.IsComplete)
        {
            DropForgotten();
        }

        Publish();
    }

    /// <summary>Takes down what a crashed predecessor's pods said that neither the sources nor the runtime know any more.</summary>
    private void DropForgotten()
    {
        if (_adopted && _sourcesReady)
        {
            _services.Board.Revise(pod => _pods.ContainsKey(pod.Uid) ? pod : null);
        }
    }

    private void Add(V1Pod pod)
    {
        var uid = pod.Metadata.Uid ?? "";
        if (!_pods.TryGetValue(uid, out var entry))
        {
            entry = new PodEntry(uid) { Pod = pod, FullName = FullName(pod.Metadata.Name, pod.Metadata.Namespace) };
            _pods.Add(uid, entry);
            if (_adopted)
            {
                Spawn(entry);
            }
            else
            {
                _services.Board.Put(PodExplainer.Adopting(uid, pod, _begun, _awaited));
            }
        }
        else if (entry.IsEnding)
        {
            // The same UID again while the first still ends: it begins anew when that is gone.
            entry.Next = pod;
        }
        else
        {
            entry.Pod = pod;
            entry.Actor.Tell(new PodActor.Update(pod));
        }
    }

    private void Remove(string uid)
    {
        if (!_pods.TryGetValue(uid, out var entry))
        {
            return;
        }

        entry.Next = null;
        if (entry.IsEnding)
        {
            return;
        }

        entry.Kill = new PodActor.Kill("Removed", null, Unwanted: true);
        if (entry.Actor.IsNobody())
        {
            // Never begun: whatever the runtime has of it will be found an orphan.
            _pods.Remove(uid);
            _services.Board.Remove(uid);
            return;
        }

        entry.Actor.Tell(entry.Kill);
    }

    private void OnObserved(PodObserved observed)
    {
        var status = observed.Status;
        if (_finished.TryGetValue(status.Uid, out var finished))
        {
            if (status.ReadAt <= finished)
            {
                // Read before the last of it was removed.
                return;
            }

            _finished.Remove(status.Uid);
        }

        if (Find(status.Uid) is { } entry)
        {
            _unreadable.Remove(status.Uid);
            entry.Actor.Tell(observed);
        }
        else if (status.Sandboxes.Count == 0 && status.Containers.Count == 0)
        {
            _found.Remove(status.Uid);
            ReleaseSuccessors(status.Uid);
        }
        else
        {
            _found[status.Uid] = status;
            StopOrphans();
        }
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
            : _unreadable.Remove(entry.Uid) ? null
            : PodRuntimeStatus.Empty(entry.Uid, _services.Time.GetTimestamp());
        Assign(entry, status);
    }

    private void Assign(PodEntry entry, PodRuntimeStatus? status)
    {
        entry.Actor.Tell(new PodActor.Assign(entry.Pod, entry.Predecessor, status, _facts, _networkReady, entry.Incarnation));
        if (entry.Kill is { } kill)
        {
            entry.Actor.Tell(kill);
        }
    }

    private void OnCrashed(string uid, string error)
    {
        if (!_pods.TryGetValue(uid, out var entry))
        {
            return;
        }

        LogCrashed(uid, error);
        var now = _services.Time.GetUtcNow();
        entry.Incarnation++;
        entry.Crashes = entry.Crashes.Add(now);
        if (entry.Crashes.Pause == TimeSpan.Zero)
        {
            Assign(entry, null);
            return;
        }

        // Meanwhile it takes no message; what it misses is in the entry, or read again.
        _services.Board.Put(PodExplainer.Crashed(uid, entry.Pod, error, now, now + entry.Crashes.Pause));
        Timers.StartSingleTimer(("assign", uid), new Reassign(uid), entry.Crashes.Pause);
    }

    private void OnStopped(string uid)
    {
        if (_pods.TryGetValue(uid, out var entry))
        {
            entry.HasStopped = true;
        }

        ReleaseSuccessors(uid);
    }

    private void ReleaseSuccessors(string uid)
    {
        foreach (var entry in _pods.Values.Where(e => e.Predecessor == uid))
        {
            // Another one of the name may be ending, too.
            entry.Predecessor = PredecessorOf(entry);
            entry.Actor.Tell(new PodActor.PredecessorGone(entry.Predecessor));
        }
    }

    private void OnFinished(string uid)
    {
        if (Find(uid) is not { } entry)
        {
            return;
        }

        entry.IsFinished = true;
        OnStopped(uid);
        _finished[uid] = _services.Time.GetTimestamp();
        _pleg.Tell(new ObservePod(uid));
        Context.Stop(entry.Actor);
    }

    /// <summary>The actor of a finished pod is gone and its name is free.</summary>
    private void OnTerminated(IActorRef actor)
    {
        if (_pods.Values.FirstOrDefault(e => e.Actor.Equals(actor)) is not { IsFinished: true } entry)
        {
            return;
        }

        _pods.Remove(entry.Uid);
        Timers.Cancel(("assign", entry.Uid));
        if (entry.Next is { } next)
        {
            Add(next);
        }

        StopOrphans();
    }

    /// <summary>A pod of the same name that ends, or that only the runtime knows and that will end.</summary>
    private string? PredecessorOf(PodEntry entry) =>
        _pods.Values.FirstOrDefault(e => e.Uid != entry.Uid && e.FullName == entry.FullName && e.IsEnding && !e.HasStopped)?.Uid
        ?? _found.Values.FirstOrDefault(f => !_pods.ContainsKey(f.Uid) && f.IsAlive && FullName(f.Name, f.Namespace) == entry.FullName)?.Uid;

    private static string FullName(string? name, string? @namespace) => $"{name}_{@namespace}";

    /// <summary>The entry of a pod whose actor works.</summary>
    private PodEntry? Find(string uid) => _pods.TryGetValue(uid, out var entry) && !entry.Actor.IsNobody() && !entry.IsFinished ? entry : null;

    private void TellSurroundings()
    {
        foreach (var entry in _pods.Values)
        {
            entry.Actor.Tell(new PodActor.Surroundings(_facts, _networkReady));
        }
    }

    /// <summary>Says which log directories are of no pod any more: none, before the pods are known.</summary>
    private void OnFound(IReadOnlyList<string> names) => _housekeeping.Tell(new HousekeepingActor.Delete(
        _adopted && _sourcesReady ? PodLogs.Orphans(names, _pods.Keys.Concat(_found.Keys).Concat(_unreadable)) : []));

    private void Publish() => _services.Board.Update(node => node with { Adopted = _adopted, SourcesReady = _sourcesReady });

    /// <summary>To the node: the actor crashed and began anew; it needs to be told everything again.</summary>
    internal sealed record Restarted;

    private sealed record Reassign(string Uid);

    private sealed class CollectGarbage
    {
        public static readonly CollectGarbage Instance = new();
    }

    /// <summary>One logger for all pods and one for all containers.</summary>
    private sealed record PodLoggers(ILogger Pods, ILogger Containers);
}
