using System.Text.Json.Nodes;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Patches;
using Agent.Node.Api;
using Akka.Actor;

namespace Agent.Node.Tests.Status;

/// <summary>The pods of an API server behind a gateway that answers at once, or when the test says so.</summary>
internal sealed class FakeApi
{
    private readonly List<(IActorRef Sender, ApiCall Call)> _held = [];
    private int _uids;

    /// <summary>By <c>namespace/name</c>.</summary>
    public SortedDictionary<string, V1Pod> Pods { get; } = new(StringComparer.Ordinal);

    public List<ApiRequest> Requests { get; } = [];

    /// <summary>Pod statuses as written, in order.</summary>
    public List<V1Pod> Written { get; } = [];

    /// <summary>What the server keeps of a status: an older one drops fields that it does not know.</summary>
    public Func<V1PodStatus, V1PodStatus> Keeps { get; set; } = status => status;

    /// <summary>What a request is answered with instead.</summary>
    public Func<ApiRequest, ApiFailure?> Fault { get; set; } = _ => null;

    /// <summary>Requests are not answered until released.</summary>
    public bool IsHolding { get; set; }

    public int Held => _held.Count;

    /// <summary>Told each change, as a watch would be; a deleted pod with <c>true</c>.</summary>
    public Action<V1Pod, bool> Watch { get; set; } = (_, _) => { };

    public IEnumerable<ApiRequest> Of(ApiVerb verb) => Requests.Where(r => r.Verb == verb);

    public static Props Props(FakeApi api) => Akka.Actor.Props.Create(() => new Gateway(api));

    public V1Pod Put(V1Pod pod)
    {
        Pods[Key(pod.Namespace(), pod.Name())] = pod;
        Watch(pod, false);
        return pod;
    }

    /// <summary>A graceful deletion, as <c>kubectl delete</c> asks for.</summary>
    public V1Pod Delete(V1Pod pod, DateTimeOffset now, long grace = 30)
    {
        pod = Pods[Key(pod.Namespace(), pod.Name())];
        return Put(pod with { Metadata = pod.Metadata with { DeletionTimestamp = now.AddSeconds(grace), DeletionGracePeriodSeconds = grace } });
    }

    public void Remove(V1Pod pod)
    {
        Pods.Remove(Key(pod.Namespace(), pod.Name()), out var gone);
        Watch(gone!, true);
    }

    /// <summary>Answers the requests held so far, and those after as they come.</summary>
    public void Release()
    {
        IsHolding = false;
        var held = _held.ToList();
        _held.Clear();
        foreach (var (sender, call) in held)
        {
            sender.Tell(Answer(call));
        }
    }

    private ApiReply Answer(ApiCall call)
    {
        if (Fault(call.Request) is { } fault)
        {
            return new ApiReply(call.Id, null, fault);
        }

        var request = call.Request;
        var key = Key(request.Namespace, request.Name);
        if (request.Verb == ApiVerb.Create)
        {
            var created = KubernetesJson.Deserialize<V1Pod>(request.Body.Span);
            if (Pods.ContainsKey(Key(created.Namespace(), created.Name())))
            {
                return new ApiReply(call.Id, null, new ApiFailure(409, "AlreadyExists", "exists"));
            }

            return Success(call, Put(created with { Metadata = created.Metadata with { Uid = "api-" + ++_uids } }));
        }

        if (!Pods.TryGetValue(key, out var pod))
        {
            return new ApiReply(call.Id, null, new ApiFailure(404, "NotFound", "not found"));
        }

        if (request.Verb == ApiVerb.Delete)
        {
            var wanted = JsonNode.Parse(request.Body.Span)!["preconditions"]!["uid"]!.GetValue<string>();
            if (wanted != pod.Uid())
            {
                return new ApiReply(call.Id, null, new ApiFailure(409, "Conflict", "another UID"));
            }

            Remove(pod);
            return Success(call, pod);
        }

        if (request.Verb == ApiVerb.Patch)
        {
            pod = Patch(pod, request);
            pod = pod with { Status = Keeps(pod.Status) };
            Written.Add(pod);
            Put(pod);
        }

        return Success(call, pod);
    }

    private static ApiReply Success(ApiCall call, V1Pod pod) =>
        new(call.Id, new ApiResponse(200, KubernetesJson.SerializeToUtf8Bytes(pod)), null);

    private static V1Pod Patch(V1Pod pod, ApiRequest request)
    {
        Assert.Equal(("status", ApiContentTypes.StrategicMergePatch), (request.Subresource, request.ContentType));
        var patch = JsonNode.Parse(request.Body.Span)!.AsObject();
        Assert.Equal(pod.Uid(), patch["metadata"]!["uid"]!.GetValue<string>());
        return StrategicMergePatch.Apply(patch, pod);
    }

    private static string Key(string? space, string? name) => space + "/" + name;

    private sealed class Gateway(FakeApi api) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            var call = (ApiCall)message;
            api.Requests.Add(call.Request);
            if (api.IsHolding)
            {
                api._held.Add((Sender, call));
            }
            else
            {
                Sender.Tell(api.Answer(call));
            }
        }
    }
}
