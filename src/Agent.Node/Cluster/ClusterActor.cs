using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Configuration;
using Agent.Node.Hosting;
using Agent.Node.NodeStatus;
using Agent.Node.Runtime;
using Agent.Node.Watch;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Cluster;

/// <summary>
/// What containers take from the cluster: the ConfigMaps and Secrets that pods of this node refer to, and no others, kept
/// true as <c>configMapAndSecretChangeDetectionStrategy</c> says; the services; what the node offers.
/// </summary>
internal sealed partial class ClusterActor : UntypedActor, IWithTimers
{
    /// <summary>How long an answer waits for objects that are not known yet.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long a read object counts as known with the strategy Cache (the kubelet: 1 min).</summary>
    public static readonly TimeSpan CacheTime = TimeSpan.FromMinutes(1);

    private readonly NodeServices _services;
    private readonly IActorRef _gateway;
    private readonly ILogger _log;
    private readonly CallNumbers _numbers;
    private readonly SortedDictionary<ObjectKey, ObjectEntry> _objects = [];
    private readonly Dictionary<IActorRef, ImmutableSortedSet<ObjectKey>> _users = [];
    private readonly SortedDictionary<long, PendingRead> _pending = [];
    private readonly SortedDictionary<long, ObjectKey> _calls = [];
    private IReadOnlyList<V1Service>? _knownServices;
    private IReadOnlyDictionary<string, Quantity>? _allocatable;

    public ClusterActor(NodeServices services, IActorRef gateway, CallNumbers numbers)
    {
        _services = services;
        _gateway = gateway;
        _numbers = numbers;
        _log = services.Loggers.CreateLogger<ClusterActor>();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool IsWatching => _services.Options.ChangeDetection == ChangeDetectionStrategy.Watch;

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    public static Props Props(NodeServices services, IActorRef gateway)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new ClusterActor(services, gateway, numbers));
    }

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, TimeSpan.FromMilliseconds(-1), _ => Directive.Restart);

    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        Context.Parent.Tell(new Restarted());
    }

    protected override void PostStop()
    {
        // Also before a restart: nobody may wait for an answer that this incarnation alone could have given.
        foreach (var read in _pending.Values)
        {
            Answer(read, "the cache of ConfigMaps and Secrets began anew");
        }

        TellFollowers(_objects.Values);
        FailAllApiReads();
        FailRuntimeClasses();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ReadObjects read:
                OnRead(read);
                break;
            case Terminated gone:
                Release(gone.ActorRef, []);
                _users.Remove(gone.ActorRef);
                break;
            case WatchedSet<V1ConfigMap> set:
                Know(set.Key, set.Objects.Count == 0 ? ObjectData.Missing : new ObjectData(set.Objects[0], null, null), set.Unreadable.Count > 0);
                break;
            case WatchedSet<V1Secret> set:
                Know(set.Key, set.Objects.Count == 0 ? ObjectData.Missing : new ObjectData(null, set.Objects[0], null), set.Unreadable.Count > 0);
                break;
            case WatchedChange<V1ConfigMap> change:
                Know(change.Key, change.Kind == WatchEventKind.Deleted ? ObjectData.Missing : new ObjectData(change.Object, null, null), false);
                break;
            case WatchedChange<V1Secret> change:
                Know(change.Key, change.Kind == WatchEventKind.Deleted ? ObjectData.Missing : new ObjectData(null, change.Object, null), false);
                break;
            case WatchHealth { Error: { } error } health:
                OnWatchFailed(health.Key, error);
                break;
            case WatchHealth:
                break;
            case ApiReply reply when _calls.Remove(reply.Id.Number, out var key):
                OnReply(key, reply);
                break;
            case ApiReply reply when OnApiRead(reply):
                break;
            case RequestToken request:
                OnRequestToken(request);
                break;
            case ReadClaim read:
                OnReadClaim(read);
                break;
            case ReadRuntimeClass read:
                OnReadRuntimeClass(read);
                break;
            case ApiReply reply when _runtimeClasses.Remove(reply.Id.Number, out var asked):
                OnRuntimeClassReply(asked.Read, asked.ReplyTo, reply);
                break;
            case ApiReply:
                break;
            case ReadOverdue overdue when _pending.Remove(overdue.Number, out var late):
                Answer(late, $"not known after {Patience.TotalSeconds:0} s");
                break;
            case ReadOverdue:
                break;
            case ServicesObserved services:
                _knownServices = services.Services;
                break;
            case NodeKnown known:
                _allocatable = known.Node.Status.Allocatable;
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnRead(ReadObjects read)
    {
        if (!_users.TryGetValue(Sender, out var before))
        {
            Context.Watch(Sender);
            before = [];
        }

        Release(Sender, read.Keys);
        foreach (var key in read.Keys.Except(before))
        {
            Use(key);
        }

        _users[Sender] = read.Keys;
        Follow(read);
        var pending = new PendingRead(_numbers.Next(), read, Sender);
        foreach (var key in read.Keys)
        {
            Refresh(_objects[key]);
        }

        if (IsKnown(read.Keys))
        {
            Answer(pending, "");
            return;
        }

        _pending.Add(pending.Number, pending);
        Timers.StartSingleTimer((nameof(ReadOverdue), pending.Number), new ReadOverdue(pending.Number), Patience);
    }

    private void Use(ObjectKey key)
    {
        if (!_objects.TryGetValue(key, out var entry))
        {
            entry = new ObjectEntry(key);
            _objects.Add(key, entry);
            if (IsWatching)
            {
                entry.Watch = StartWatch(key);
            }
        }

        entry.Users++;
    }

    private void Release(IActorRef user, ImmutableSortedSet<ObjectKey> kept)
    {
        foreach (var key in _users.GetValueOrDefault(user, []).Except(kept))
        {
            if (!_objects.TryGetValue(key, out var entry))
            {
                continue;
            }

            entry.Followers.Remove(user.Path.ToStringWithoutAddress());
            if (--entry.Users == 0)
            {
                LogReleased(key, key.Namespace);
                _objects.Remove(key);
                if (!entry.Watch.IsNobody())
                {
                    Context.Stop(entry.Watch);
                }
            }
        }
    }

    private IActorRef StartWatch(ObjectKey key)
    {
        var resource = Resource(key);
        var list = ApiRequests.List(resource, key.Namespace, fieldSelector: "metadata.name=" + key.Name);
        var setup = new ReflectorSetup(_services, _gateway, Self, WatchKey(key), list);

        // A name may be used again before the watch that had it has stopped.
        var name = $"{key.Kind}:{key.Namespace}:{key.Name}:{_numbers.Next()}";
        return key.Kind == ObjectKind.ConfigMap
            ? Context.ActorOf(ReflectorActor<V1ConfigMap>.Props(setup), name)
            : Context.ActorOf(ReflectorActor<V1Secret>.Props(setup), name);
    }

    private void Refresh(ObjectEntry entry)
    {
        var age = _services.Options.ChangeDetection == ChangeDetectionStrategy.Get ? TimeSpan.Zero : CacheTime;
        if (IsWatching || entry.IsAsked || (entry.Data is { Error: null } && Now - entry.ReadAt < age))
        {
            return;
        }

        entry.Data = null;
        entry.IsAsked = true;
        var number = _numbers.Next();
        _calls.Add(number, entry.Key);
        _gateway.Tell(new ApiCall(new CallId(0, number), ApiRequests.Get(Resource(entry.Key), entry.Key.Namespace, entry.Key.Name)));
    }

    private void OnReply(ObjectKey key, ApiReply reply)
    {
        if (!_objects.TryGetValue(key, out var entry))
        {
            return;
        }

        entry.IsAsked = false;
        entry.ReadAt = Now;
        try
        {
            entry.Data = reply.Response is not { } response
                ? reply.Failure!.IsNotFound ? ObjectData.Missing : ObjectData.Unknown(reply.Failure.Message)
                : key.Kind == ObjectKind.ConfigMap
                    ? new ObjectData(response.Read<V1ConfigMap>(), null, null)
                    : new ObjectData(null, response.Read<V1Secret>(), null);
        }
        catch (System.Text.Json.JsonException e)
        {
            entry.Data = ObjectData.Unknown(e.Path is null ? "its content cannot be read" : "its content cannot be read: " + e.Path);
        }

        if (entry.Data.Error is { } error)
        {
            LogUnreadable(key, key.Namespace, error);
        }

        AnswerKnown();
    }

    private void Know(string watchKey, ObjectData data, bool isUnreadable)
    {
        if (Find(watchKey) is not { } entry)
        {
            return;
        }

        if (!isUnreadable)
        {
            if (entry.Data != data && entry.Data is not null)
            {
                TellFollowers([entry]);
            }

            entry.Data = data;
        }
        else if (entry.Data is not { Error: null, IsMissing: false })
        {
            entry.Data = ObjectData.Unknown("its content cannot be read");
        }

        AnswerKnown();
    }

    private void OnWatchFailed(string watchKey, string error)
    {
        // What was known goes on being true as far as anybody can tell.
        if (Find(watchKey) is { Data: null or { Error: not null } } entry)
        {
            LogUnreadable(entry.Key, entry.Key.Namespace, error);
            entry.Data = ObjectData.Unknown(error);
            AnswerKnown();
        }
    }

    private ObjectEntry? Find(string watchKey) => _objects.Values.FirstOrDefault(e => WatchKey(e.Key) == watchKey);

    private void AnswerKnown()
    {
        foreach (var (number, pending) in _pending.Where(p => IsKnown(p.Value.Read.Keys)).ToList())
        {
            _pending.Remove(number);
            Timers.Cancel((nameof(ReadOverdue), number));
            Answer(pending, "");
        }
    }

    private bool IsKnown(ImmutableSortedSet<ObjectKey> keys) =>
        keys.All(k => !_objects.TryGetValue(k, out var entry) || entry.Data is not null);

    private void Answer(PendingRead pending, string otherwise)
    {
        var data = ImmutableSortedDictionary.CreateBuilder<ObjectKey, ObjectData>();
        foreach (var key in pending.Read.Keys)
        {
            data[key] = _objects.GetValueOrDefault(key)?.Data ?? ObjectData.Unknown(otherwise);
        }

        pending.ReplyTo.Tell(new ObjectsRead(
            pending.Read.Id,
            new ClusterObjects { Data = data.ToImmutable(), Services = _knownServices, Allocatable = _allocatable }));
    }

    private static ApiResource Resource(ObjectKey key) =>
        key.Kind == ObjectKind.ConfigMap ? KubernetesResources.ConfigMaps : KubernetesResources.Secrets;

    private static string WatchKey(ObjectKey key) => $"{key.Kind} {key.Namespace}/{key.Name}";

    private sealed record PendingRead(long Number, ReadObjects Read, IActorRef ReplyTo);

    private sealed record ReadOverdue(long Number);

    /// <summary>It began anew: tell it services and node again.</summary>
    internal sealed record Restarted;
}
