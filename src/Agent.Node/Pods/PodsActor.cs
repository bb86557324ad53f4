using Agent.Kubernetes;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Agent.Node.Sources;
using Agent.Node.Status;
using Agent.Node.UserNamespaces;
using Agent.Node.Watch;
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
    private readonly IActorRef _userIds;
    private readonly ILogger _log;
    private readonly PodLoggers _podLogs;
    private readonly SortedDictionary<string, PodEntry> _pods = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PodRuntimeStatus> _found = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _mirrored = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _finished = new(StringComparer.Ordinal);
    private readonly IActorRef _status;
    private readonly IActorRef _mirrors;
    private readonly IActorRef _cluster;
    private readonly IActorRef _events;
    private NodeFacts? _facts;
    private PodStatusFacts? _node;
    private bool _networkReady;
    private string _networkProblem = "";
    private DateTimeOffset _begun;
    private InventoryAwaited _awaited = InventoryAwaited.List;
    private bool _adopted;
    private bool _sourcesReady;

    public PodsActor(PodsSetup setup)
    {
        _services = setup.Services;
        _gateway = setup.Gateway;
        _images = setup.Images;
        _status = setup.Status;
        _mirrors = setup.Mirrors;
        _cluster = setup.Cluster;
        _events = setup.Events;
        _host = new Host.HostCalls(setup.Services.Options.NodeName);
        _log = _services.Loggers.CreateLogger<PodsActor>();
        _podLogs = new PodLoggers(
            _services.Loggers.CreateLogger<PodActor>(), _services.Loggers.CreateLogger<Containers.ContainerActor>(),
            _services.Loggers.CreateLogger<Volumes.VolumeActor>());
        _pleg = Context.ActorOf(PlegActor.Props(_services, _gateway, Self), "pleg");
        _housekeeping = Context.ActorOf(HousekeepingActor.Props(_services), "housekeeping");
        _userIds = Context.ActorOf(UserNamespacesActor.Props(_services), "userns");
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(PodsSetup setup) => Akka.Actor.Props.Create(() => new PodsActor(setup));

    // One bad pod costs one pod: it is restarted and adopts what runs; one that throws again and again rests in between.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, TimeSpan.FromMilliseconds(-1), _ => Directive.Restart);

    protected override void PostStop() => _host.CancelAll();

    protected override void PreStart()
    {
        ReadAllocations();
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
            case PodChanges changes when _early is not null:
                _early.Add(changes);
                break;
            case PodChanges changes:
                OnChanges(changes);
                break;
            case AllocationsRead read when _host.End(Timers, read.Call):
                OnAllocationsRead(read);
                break;
            case AllocationsWritten written when _host.End(Timers, written.Call):
                OnAllocationsWritten(written);
                break;
            case AllocationsRead or AllocationsWritten:
                break;
            case Host.HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            case ResizesDue:
                RetryResizes();
                break;
            case PodObserved observed:
                OnObserved(observed);
                break;
            case PodUnreadable unreadable:
                Find(unreadable.Uid)?.Actor.Tell(unreadable);
                break;
            case RuntimeHealthChanged changed:
                OnHealth(changed.Health);
                TellSurroundings();
                break;
            case NodeObserved observed:
                _nodeObject = observed.Node;
                break;
            case NodeFacts facts:
                _facts = facts;
                TellSurroundings();
                TellTiers();
                break;
            case PodActor.Stopped stopped:
                OnStopped(stopped.Uid);
                break;
            case PodActor.Finished finished:
                OnFinished(finished.Uid);
                break;
            case PodActor.Remember remember:
                if (_pods.TryGetValue(remember.Uid, out var crashing))
                {
                    crashing.Status = remember.Status;
                }

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
            case HousekeepingActor.FoundPods found:
                OnFoundPods(found.Uids);
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
        TellDropped(changes.Dropped);
        if (changes.IsComplete)
        {
            _sourcesReady = true;
            var wanted = changes.Changes.Select(c => c.Pod.Metadata.Uid ?? "").ToHashSet(StringComparer.Ordinal);
            foreach (var uid in _pods.Keys.Where(uid => !wanted.Contains(uid)).ToList())
            {
                Remove(uid);
            }

            var isStatic = changes.Changes.Select(c => c.Pod).ToLookup(p => p.IsStatic());
            TellMirrors(new ApiPodsSeen([.. isStatic[false].Select(p => p.Uid())], [.. isStatic[true].Select(p => p.FullName())]));
        }

        foreach (var change in changes.IsComplete ? changes.Changes.OrderBy(c => c.Pod.Metadata.CreationTimestamp ?? DateTimeOffset.MinValue) : changes.Changes.AsEnumerable())
        {
            if (!change.Pod.IsStatic())
            {
                TellMirrors(change.Kind == PodChangeKind.Remove ? new ApiPodGone(change.Pod.Uid()) : new ApiPodSeen(change.Pod));
            }

            // The API's picture of a static pod is no pod of its own.
            if (change.Pod.IsMirror() && !change.Pod.IsStatic())
            {
                continue;
            }

            if (change.Kind == PodChangeKind.Remove)
            {
                Remove(change.Pod.Uid());
            }
            else
            {
                Add(change.Pod, change.Kind);
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

    private void Add(V1Pod pod, PodChangeKind kind)
    {
        var uid = pod.Metadata.Uid ?? "";
        if (!_pods.TryGetValue(uid, out var entry))
        {
            entry = new PodEntry(uid) { Pod = pod, FullName = FullName(pod.Metadata.Name, pod.Metadata.Namespace) };
            Recall(entry);
            entry.Kill = KillOf(pod) ?? Admit(entry, entry.Granted!);
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
        else if (entry.Pod is null || entry.IsRemoved)
        {
            // The same UID again while the first still ends: it begins anew when that is gone.
            entry.Next = pod;
        }
        else if (!entry.IsFinished)
        {
            Grant(entry, pod, kind);
            if (kind != PodChangeKind.Reconcile || pod.Spec.ReadinessGates is { Count: > 0 } || PodPhases.IsTerminal(pod.Status.Phase))
            {
                entry.Actor.Tell(new PodActor.Update(entry.Granted!, entry.Pending));
            }

            End(entry, KillOf(pod));
        }

        TellMirror(entry.FullName);
    }

    /// <summary>What ends an API pod by itself: its deletion, or that it is over.</summary>
    private static PodActor.Kill? KillOf(V1Pod pod) => pod.IsStatic() ? null
        : pod.Metadata.DeletionTimestamp is not null ? new PodActor.Kill("Deleted", null, Unwanted: true)
        : PodPhases.IsTerminal(pod.Status.Phase) ? new PodActor.Kill(pod.Status.Phase!, null, Unwanted: false)
        : null;

    /// <summary>Ends a pod, unless it is being ended as thoroughly already.</summary>
    private static void End(PodEntry entry, PodActor.Kill? kill)
    {
        if (kill is null || entry.Kill is { Unwanted: true } || (entry.Kill is not null && !kill.Unwanted))
        {
            return;
        }

        entry.Kill = kill;
        entry.Actor.Tell(kill);
    }

    private void Remove(string uid)
    {
        if (!_pods.TryGetValue(uid, out var entry))
        {
            return;
        }

        entry.Next = null;
        if (entry.Pod is null || entry.IsRemoved)
        {
            return;
        }

        entry.IsRemoved = true;
        if (entry.Actor.IsNobody())
        {
            // Never begun, or finished long ago: whatever the runtime has of it will be found an orphan.
            Drop(entry);
            _services.Board.Remove(uid);
            return;
        }

        End(entry, new PodActor.Kill("Removed", null, Unwanted: true));
        TellMirror(entry.FullName);
    }

    private void Drop(PodEntry entry)
    {
        _pods.Remove(entry.Uid);
        _userIds.Tell(new ReleaseIds(entry.Uid));
        _status.Tell(new PodForgotten(entry.Uid));
        TellMirror(entry.FullName);
    }

    private void TellMirrors(object news)
    {
        _status.Tell(news);
        _mirrors.Tell(news);
    }

    /// <summary>Says which static pod of a name the mirror is to show: one that ends until it has ended.</summary>
    private void TellMirror(string fullName)
    {
        if (_mirrors.IsNobody())
        {
            return;
        }

        var all = _pods.Values.Where(e => e.FullName == fullName && e.Pod?.IsStatic() == true && !(e.IsRemoved && e.HasStopped)).ToList();
        var shown = all.Find(e => e.IsRemoved) ?? all.Find(e => !e.IsRemoved);
        if (shown is not null || _mirrored.Contains(fullName))
        {
            _mirrors.Tell(new MirrorWanted(fullName, shown?.Pod, shown?.IsRemoved ?? false));
        }

        if (shown is null)
        {
            _mirrored.Remove(fullName);
        }
        else
        {
            _mirrored.Add(fullName);
        }
    }

    private void OnHealth(RuntimeHealth health)
    {
        _networkReady = health.NetworkReady;
        _networkProblem = health.NetworkError;
        if (health.RuntimeName.Length > 0 && health.RuntimeName != _node?.RuntimeName)
        {
            _node = new PodStatusFacts(health.RuntimeName, _services.Options.NodeIps);
        }
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

    private static string FullName(string? name, string? @namespace) => $"{name}_{@namespace}";

    /// <summary>The entry of a pod whose actor works.</summary>
    private PodEntry? Find(string uid) => _pods.TryGetValue(uid, out var entry) && !entry.Actor.IsNobody() && !entry.IsFinished ? entry : null;

    private void TellSurroundings()
    {
        foreach (var entry in _pods.Values)
        {
            entry.Actor.Tell(new PodActor.Surroundings(_facts, _networkReady, _node, _networkProblem));
        }
    }

    /// <summary>Says which log directories are of no pod any more: none, before the pods are known.</summary>
    private void OnFound(IReadOnlyList<string> names) => _housekeeping.Tell(new HousekeepingActor.Delete(
        _adopted && _sourcesReady ? PodLogs.Orphans(names, _pods.Keys.Concat(_found.Keys).Concat(_unreadable)) : []));

    private void Publish()
    {
        _services.Board.Update(node => node with { Adopted = _adopted, SourcesReady = _sourcesReady });
        TellTiers();
    }

    /// <summary>To the node: the actor crashed and began anew; it needs to be told everything again.</summary>
    internal sealed record Restarted;

    private sealed class CollectGarbage
    {
        public static readonly CollectGarbage Instance = new();
    }

    /// <summary>One logger for all pods, one for all containers, one for all volumes.</summary>
    private sealed record PodLoggers(ILogger Pods, ILogger Containers, ILogger Volumes);
}
