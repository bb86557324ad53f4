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
/// Keeps a mirror pod in the API for each static pod: creates it, replaces one that shows another pod or is being deleted,
/// deletes those of static pods that are gone. What fails here never holds up the static pod.
/// </summary>
internal sealed partial class MirrorActor : UntypedActor, IWithTimers
{
    private readonly IActorRef _api;
    private readonly MirrorBook _book;
    private readonly ILogger _log;

    public MirrorActor(NodeServices services, IActorRef api, MirrorBook book)
    {
        _api = api;
        _book = book;
        _log = services.Loggers.CreateLogger<MirrorActor>();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make it.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="api">The API gateway.</param>
    public static Props Props(NodeServices services, IActorRef api)
    {
        var book = new MirrorBook();
        return Akka.Actor.Props.Create(() => new MirrorActor(services, api, book));
    }

    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        foreach (var (name, entry) in _book.Entries.Where(e => e.Value.Call is not null || e.Value.IsResting))
        {
            entry.Call = null;
            Rest(name, entry);
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case MirrorWanted wanted:
                Entry(wanted.FullName).Wanted = wanted;
                Go(wanted.FullName);
                break;
            case ApiPodSeen seen when seen.Pod.IsMirror():
                OnSeen(seen.Pod);
                break;
            case ApiPodSeen:
                break;
            case ApiPodGone gone:
                OnGone(gone.Uid);
                break;
            case ApiPodsSeen all:
                OnAllSeen(all);
                break;
            case MirrorNode node:
                _book.Node = node;
                GoAll();
                break;
            case ApiReply reply:
                if (_book.Entries.FirstOrDefault(e => e.Value.CallId == reply.Id) is { Value: { } entry } found)
                {
                    OnReply(found.Key, entry, reply);
                }

                break;
            case Retry retry:
                if (_book.Entries.TryGetValue(retry.FullName, out var rested))
                {
                    rested.IsResting = false;
                    Go(retry.FullName);
                }

                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private MirrorEntry Entry(string fullName)
    {
        if (!_book.Entries.TryGetValue(fullName, out var entry))
        {
            entry = new MirrorEntry(fullName);
            _book.Entries.Add(fullName, entry);
        }

        return entry;
    }

    private void OnSeen(V1Pod mirror)
    {
        if (!_book.Deleted.Contains(mirror.Uid()))
        {
            Entry(mirror.FullName()).Mirror = mirror;
            Go(mirror.FullName());
        }
    }

    private void OnGone(string uid)
    {
        _book.Deleted.Remove(uid);
        foreach (var (name, entry) in _book.Entries.Where(e => e.Value.Mirror?.Uid() == uid).ToList())
        {
            entry.Mirror = null;
            Go(name);
        }
    }

    private void OnAllSeen(ApiPodsSeen all)
    {
        _book.SourcesReady = true;
        _book.Deleted.IntersectWith(all.Uids);
        foreach (var (name, entry) in _book.Entries)
        {
            if (entry.Mirror is { } mirror && !all.Uids.Contains(mirror.Uid(), StringComparer.Ordinal))
            {
                entry.Mirror = null;
            }

            if (!all.StaticPods.Contains(name, StringComparer.Ordinal))
            {
                entry.Wanted = new MirrorWanted(name, null, false);
            }
        }

        GoAll();
    }

    private void GoAll()
    {
        foreach (var name in _book.Entries.Keys.ToList())
        {
            Go(name);
        }
    }

    private void Go(string fullName)
    {
        var entry = _book.Entries[fullName];
        if (entry.Call is not null || entry.IsResting)
        {
            return;
        }

        switch (MirrorPods.Next(entry.Wanted, entry.Mirror, _book.Node, _book.SourcesReady))
        {
            case MirrorStep.Create:
                var mirror = MirrorPods.Create(entry.Wanted.Pod!, _book.Node!);
                Send(entry, ApiRequests.Create(KubernetesResources.Pods, mirror.Namespace(), mirror));
                break;
            case MirrorStep.Delete:
                var mirrorName = entry.Mirror!.HumanName();
                LogDeleting(mirrorName);
                Send(entry, ApiRequests.Delete(
                    KubernetesResources.Pods, entry.Mirror!.Namespace(), entry.Mirror!.Name(), 0, entry.Mirror!.Uid()));
                break;
            default:
                if (entry is { Wanted.Pod: null, Mirror: null })
                {
                    _book.Entries.Remove(fullName);
                }

                break;
        }
    }

    private void Send(MirrorEntry entry, ApiRequest request)
    {
        entry.Call = new ApiCall(new CallId(0, _book.Numbers.Next()), request);
        _api.Tell(entry.Call);
    }

    private void OnReply(string fullName, MirrorEntry entry, ApiReply reply)
    {
        var request = entry.Call!.Request;
        entry.Call = null;
        switch (request.Verb)
        {
            case ApiVerb.Delete when reply.Failure is null or { IsNotFound: true } or { IsConflict: true }:
                if (entry.Mirror is { } deleted)
                {
                    _book.Deleted.Add(deleted.Uid());
                    entry.Mirror = null;
                }

                break;
            case ApiVerb.Create when reply.Failure is { IsAlreadyExists: true }:
                // Perhaps the mirror of before, which the watch has not shown yet.
                Send(entry, ApiRequests.Get(KubernetesResources.Pods, request.Namespace, Name(entry)));
                return;
            case ApiVerb.Get when reply.Failure is { IsNotFound: true }:
                break;
            case ApiVerb.Create or ApiVerb.Get when reply.Failure is null:
                OnMirror(fullName, entry, reply.Response!.Read<V1Pod>(), request.Verb);
                return;
            default:
                Fail(fullName, entry, request.Verb, reply.Failure!.Message);
                return;
        }

        entry.Failures = 0;
        Go(fullName);
    }

    private void OnMirror(string fullName, MirrorEntry entry, V1Pod pod, ApiVerb verb)
    {
        if (!pod.IsMirror())
        {
            Fail(fullName, entry, verb, "a pod that is no mirror has the static pod's name");
            return;
        }

        if (verb == ApiVerb.Create)
        {
            var podName = pod.HumanName();
            LogCreated(podName);
        }

        entry.Failures = 0;
        entry.Mirror = pod;
        Go(fullName);
    }

    private static string Name(MirrorEntry entry) => entry.Wanted.Pod?.Name() ?? entry.Wanted.FullName.Split('_')[0];

    private void Fail(string fullName, MirrorEntry entry, ApiVerb verb, string error)
    {
        entry.Failures++;
        LogFailed(fullName, verb, entry.Failures, RetryBackoff.Delay(entry.Failures), error);
        Rest(fullName, entry);
    }

    private void Rest(string fullName, MirrorEntry entry)
    {
        entry.IsResting = true;
        Timers.StartSingleTimer((typeof(Retry), fullName), new Retry(fullName), RetryBackoff.Delay(Math.Max(1, entry.Failures)));
    }

    private sealed record Retry(string FullName);
}
