using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Containers;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Agent.Node.Sources;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Status;

/// <summary>
/// Tells the API server the statuses of the node's pods: of each pod one request at a time and always the newest account, pods
/// that end and pods that become ready for the first time before others. Every writing follows a fresh reading.
/// </summary>
internal sealed partial class StatusActor : UntypedActor, IWithTimers
{
    /// <summary>Pods whose status is read or written at once.</summary>
    public const int Parallel = 10;

    /// <summary>Period of the comparison with what the API server shows; the kubelet's 10 s.</summary>
    public static readonly TimeSpan ResyncPeriod = TimeSpan.FromSeconds(10);

    private readonly IActorRef _api;
    private readonly StatusBook _book;
    private readonly ILogger _log;
    private readonly StatusQueue _queue = new();
    private readonly Dictionary<CallId, string> _calls = [];

    public StatusActor(NodeServices services, IActorRef api, StatusBook book)
    {
        _api = api;
        _book = book;
        _log = services.Loggers.CreateLogger<StatusActor>();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make it.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="api">The API gateway.</param>
    public static Props Props(NodeServices services, IActorRef api)
    {
        var book = new StatusBook();
        return Akka.Actor.Props.Create(() => new StatusActor(services, api, book));
    }

    protected override void PreStart() => Timers.StartPeriodicTimer(Resync.Instance, Resync.Instance, ResyncPeriod);

    // Whatever was under way may have taken effect or not: each pod is read again, after a rest.
    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        foreach (var (uid, entry) in _book.Entries)
        {
            if (entry.Call is not null || entry.IsResting || entry.Sent < entry.Version)
            {
                entry.Call = null;
                Rest(uid, entry);
            }
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PodStatusChanged changed:
                OnChanged(changed);
                break;
            case PodForgotten forgotten:
                Forget(forgotten.Uid);
                break;
            case ApiPodSeen seen:
                OnSeen(seen.Pod);
                break;
            case ApiPodGone gone:
                OnGone(gone.Uid);
                break;
            case ApiPodsSeen all:
                foreach (var uid in _book.Seen.Keys.Except(all.Uids, StringComparer.Ordinal).ToList())
                {
                    OnGone(uid);
                }

                break;
            case ApiReply reply when _calls.Remove(reply.Id, out var uid):
                if (_book.Entries.TryGetValue(uid, out var entry) && entry.Call == reply.Id)
                {
                    entry.Call = null;
                    OnReply(uid, entry, reply);
                }

                break;
            case ApiReply:
                break;
            case Retry retry:
                if (_book.Entries.TryGetValue(retry.Uid, out var rested))
                {
                    rested.IsResting = false;
                    Enqueue(retry.Uid, rested);
                }

                break;
            case Resync:
                OnResync();
                break;
            default:
                Unhandled(message);
                return;
        }

        Pump();
    }

    private void OnChanged(PodStatusChanged changed)
    {
        var uid = changed.Pod.Uid();
        if (!_book.Entries.TryGetValue(uid, out var entry))
        {
            entry = new StatusEntry(changed);
            _book.Entries.Add(uid, entry);
            Enqueue(uid, entry);
            return;
        }

        var before = entry.Latest;
        if (PodStatusRules.Revived(changed.Pod, before.Status, changed.Status) is { } container)
        {
            LogRevived(changed.Pod.HumanName(), container);
            changed = changed with { Status = before.Status };
        }

        entry.Latest = changed;
        var isNews = changed.MayRun != before.MayRun || changed.IsGone != before.IsGone
            || changed.Pod.Metadata.DeletionTimestamp != before.Pod.Metadata.DeletionTimestamp
            || !PodStatusRules.IsSame(before.Status, changed.Status);
        if (isNews)
        {
            entry.Version++;
            Enqueue(uid, entry);
        }
    }

    private void Forget(string uid)
    {
        _book.Entries.Remove(uid);
        _queue.Remove(uid);
        Timers.Cancel((typeof(Retry), uid));
    }

    private void OnSeen(V1Pod pod)
    {
        var uid = pod.Uid();
        var isNew = !_book.Seen.ContainsKey(uid);
        _book.Seen[uid] = pod;
        if (!pod.IsMirror())
        {
            return;
        }

        _book.Mirrors[pod.FullName()] = uid;
        if (isNew)
        {
            // The static pod's status could not be told to anyone until now.
            foreach (var (of, entry) in _book.Entries.Where(e => e.Value.Pod.FullName() == pod.FullName()))
            {
                Enqueue(of, entry);
            }
        }
    }

    private void OnGone(string uid)
    {
        if (_book.Seen.Remove(uid, out var pod) && pod.IsMirror() && _book.Mirrors.GetValueOrDefault(pod.FullName()) == uid)
        {
            _book.Mirrors.Remove(pod.FullName());
        }
    }

    /// <summary>What the watch shows may be older than what was sent, so that a difference only leads to a reading.</summary>
    private void OnResync()
    {
        foreach (var (uid, entry) in _book.Entries)
        {
            if (Target(entry) is not { } target || !_book.Seen.TryGetValue(target, out var seen))
            {
                continue;
            }

            var latest = entry.Latest;
            if (entry.Sent == entry.Version && entry.Written == entry.Version && entry.Made is { } made && PodStatusRules.IsSame(seen.Status, made)
                && !PodStatusRules.MayDelete(seen, seen.IsMirror(), latest.IsGone))
            {
                // An older server does not keep fields that it does not know: what is missing stays so.
                continue;
            }

            if (entry.Sent < entry.Version || PodStatusRules.MayDelete(seen, seen.IsMirror(), latest.IsGone)
                || !PodStatusRules.IsSame(seen.Status, PodStatusMerge.Merge(seen.Status, latest.Status, latest.MayRun)))
            {
                Enqueue(uid, entry);
            }
        }
    }

    /// <summary>UID of the object in the API that shows the pod: its own, or that of the mirror of the static pod as it is now.</summary>
    private string? Target(StatusEntry entry)
    {
        if (!entry.Pod.IsStatic())
        {
            return entry.Pod.Uid();
        }

        return _book.Mirrors.TryGetValue(entry.Pod.FullName(), out var uid) && _book.Seen[uid].IsMirrorOf(entry.Pod) ? uid : null;
    }

    private void Enqueue(string uid, StatusEntry entry)
    {
        if (entry.Call is null && !entry.IsResting && Target(entry) is { } target)
        {
            _queue.Add(uid, PodStatusRules.Urgency(entry.Latest, _book.Seen.GetValueOrDefault(target)?.Status));
        }
    }

    private void Pump()
    {
        while (_calls.Count < Parallel && _queue.Take() is { } uid)
        {
            var entry = _book.Entries[uid];
            if (Target(entry) is not { } target)
            {
                continue;
            }

            entry.Target = target;
            Send(uid, entry, StatusStep.Get, ApiRequests.Get(KubernetesResources.Pods, entry.Pod.Namespace(), entry.Pod.Name()));
        }
    }

    private void Send(string uid, StatusEntry entry, StatusStep step, ApiRequest request)
    {
        var id = new CallId(0, _book.Numbers.Next());
        entry.Call = id;
        entry.Step = step;
        _calls.Add(id, uid);
        _api.Tell(new ApiCall(id, request, ApiPriority.Status));
    }

    private void OnReply(string uid, StatusEntry entry, ApiReply reply)
    {
        if (reply.Failure is { } failure)
        {
            OnFailure(uid, entry, failure);
            return;
        }

        if (entry.Step == StatusStep.Delete)
        {
            var deletedName = entry.Pod.HumanName();
            LogDeleted(deletedName);
            Settle(uid, entry);
            return;
        }

        var pod = reply.Response!.Read<V1Pod>();
        if (entry.Step == StatusStep.Get)
        {
            OnRead(uid, entry, pod);
        }
        else
        {
            (entry.Written, entry.Made) = (entry.Carried, pod.Status);
            OnWritten(uid, entry, pod);
        }
    }

    private void OnFailure(string uid, StatusEntry entry, ApiFailure failure)
    {
        if (failure.IsNotFound || (entry.Step == StatusStep.Delete && failure.IsConflict))
        {
            // There is no such object, or another one has its name: nobody to be told. The watch says what comes of it.
            entry.Carried = entry.Version;
            Settle(uid, entry);
            return;
        }

        entry.Failures++;
        var (name, pause, error) = (entry.Pod.HumanName(), RetryBackoff.Delay(entry.Failures), failure.Summary);
        if (entry.Failures == 1)
        {
            LogFailed(name, entry.Step, pause, error);
        }
        else
        {
            LogFailedAgain(name, entry.Step, entry.Failures, pause, error);
        }

        Rest(uid, entry);
    }

    private void Rest(string uid, StatusEntry entry)
    {
        entry.IsResting = true;
        Timers.StartSingleTimer((typeof(Retry), uid), new Retry(uid), RetryBackoff.Delay(Math.Max(1, entry.Failures)));
    }

    private void OnRead(string uid, StatusEntry entry, V1Pod api)
    {
        if (api.Uid() != entry.Target)
        {
            if (entry.Pod.IsStatic())
            {
                // The mirror was made anew; the watch brings the new one.
                entry.Carried = entry.Version;
                Settle(uid, entry);
            }
            else
            {
                var replacedName = entry.Pod.HumanName();
                LogReplaced(replacedName);
                Forget(uid);
            }

            return;
        }

        entry.Carried = entry.Version;
        var merged = PodStatusMerge.Merge(api.Status, entry.Latest.Status, entry.Latest.MayRun);
        var patch = PodStatusPatch.Create(api, merged);
        if (patch.IsEmpty)
        {
            OnWritten(uid, entry, api);
            return;
        }

        var sentName = entry.Pod.HumanName();
        LogSent(sentName, patch.Length);
        Send(uid, entry, StatusStep.Patch, ApiRequests.Patch(
            KubernetesResources.Pods, api.Namespace(), api.Name(), patch, ApiContentTypes.StrategicMergePatch, "status"));
    }

    private void OnWritten(string uid, StatusEntry entry, V1Pod api)
    {
        if (_book.Seen.ContainsKey(api.Uid()))
        {
            _book.Seen[api.Uid()] = api;
        }

        // The deletion's answer ends what this request carried, so that a failed deletion is tried again.
        if (PodStatusRules.MayDelete(api, entry.Pod.IsStatic() || api.IsMirror(), entry.Latest.IsGone))
        {
            Send(uid, entry, StatusStep.Delete, ApiRequests.Delete(KubernetesResources.Pods, api.Namespace(), api.Name(), 0, api.Uid()));
            return;
        }

        Settle(uid, entry);
    }

    private void Settle(string uid, StatusEntry entry)
    {
        entry.Failures = 0;
        entry.Sent = entry.Carried;
        if (entry.Sent < entry.Version)
        {
            Enqueue(uid, entry);
        }
    }

    private sealed record Retry(string Uid);

    private sealed class Resync
    {
        public static readonly Resync Instance = new();
    }
}
