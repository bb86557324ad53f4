using Agent.Node.Runtime;
using Agent.Node.Sources;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>The lives of the pods' actors: made, restarted after crashes, gone; and who waits for whom.</summary>
internal sealed partial class PodsActor
{
    private void Spawn(PodEntry entry)
    {
        entry.Predecessor = PredecessorOf(entry);
        var setup = new PodSetup(
            _services, entry.Uid, _gateway, _pleg, _images, _status, _cluster, _events, _podLogs.Pods, _podLogs.Containers,
            _podLogs.Volumes)
        {
            UserIds = _userIds,
        };
        entry.Actor = Context.ActorOf(PodActor.Props(setup), entry.Uid);
        Context.Watch(entry.Actor);
        var status = _found.Remove(entry.Uid, out var found) ? found
            : _unreadable.Remove(entry.Uid) ? null
            : PodRuntimeStatus.Empty(entry.Uid, _services.Time.GetTimestamp());
        Assign(entry, status);
    }

    private void Assign(PodEntry entry, PodRuntimeStatus? status)
    {
        entry.Actor.Tell(new PodActor.Assign(
            entry.Granted, entry.Predecessor, status, _facts, _networkReady, entry.Incarnation, _node, entry.Status, entry.Kill, _networkProblem)
        {
            Pending = entry.Pending,
        });
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
            TellTiers();
            RetryResizes();
        }

        ReleaseSuccessors(uid);
        if (entry is not null)
        {
            TellMirror(entry.FullName);
        }
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

        Timers.Cancel(("assign", entry.Uid));
        if (entry.Pod is not null && !entry.IsRemoved)
        {
            // Its source still has it, and until it has not, nothing begins under this UID.
            entry.Actor = ActorRefs.Nobody;
            return;
        }

        Drop(entry);
        if (entry.Next is { } next)
        {
            Add(next, PodChangeKind.Add);
        }

        StopOrphans();
    }

    /// <summary>
    /// A pod of the same name that ends, or that only the runtime knows and that will end: static pods wait for it, a pod of the
    /// API server does not, its name was free when it was created. Or a pod that ends to make room for this one.
    /// </summary>
    private string? PredecessorOf(PodEntry entry) =>
        (entry.Pod?.IsStatic() == true ? NamesakeOf(entry) : null)
        ?? entry.Preempted.FirstOrDefault(uid => _pods.TryGetValue(uid, out var victim) && !victim.HasStopped);

    private string? NamesakeOf(PodEntry entry) =>
        _pods.Values.FirstOrDefault(e => e.Uid != entry.Uid && e.FullName == entry.FullName && e.IsEnding && !e.HasStopped)?.Uid
        ?? _found.Values.FirstOrDefault(f => !_pods.ContainsKey(f.Uid) && f.IsAlive && FullName(f.Name, f.Namespace) == entry.FullName)?.Uid;

    private sealed record Reassign(string Uid);
}
