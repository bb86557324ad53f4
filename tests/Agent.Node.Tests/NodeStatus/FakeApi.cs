using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Akka.Actor;

namespace Agent.Node.Tests.NodeStatus;

/// <summary>Stands for the API gateway: a server with one node and one lease, which answers at once or fails as told.</summary>
internal sealed class FakeApi(FakeApi.Server server) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        var call = (ApiCall)message;
        var (response, failure) = server.Answer(call);
        if (response is not null || failure is not null)
        {
            Sender.Tell(new ApiReply(call.Id, response, failure));
        }
    }

    /// <summary>What the server holds, what it was asked and how it fails.</summary>
    internal sealed class Server(Func<TimeSpan> elapsed)
    {
        private long _version;

        public V1Node? Node { get; set; }

        public V1Lease? Lease { get; set; }

        public List<(TimeSpan At, ApiRequest Request)> Requests { get; } = [];

        /// <summary>A failure for a request; null: it succeeds.</summary>
        public Func<ApiRequest, ApiFailure?> Fault { get; set; } = _ => null;

        public IEnumerable<(TimeSpan At, ApiRequest Request)> Writes => Requests.Where(r => r.Request.Verb is not ApiVerb.Get);

        public V1Node Put(V1Node node) => Node = node with
        {
            Metadata = node.Metadata with { ResourceVersion = $"{++_version}", Uid = node.Metadata.Uid ?? $"uid-{_version}" },
        };

        public V1Lease Put(V1Lease lease) => Lease = lease with
        {
            Metadata = lease.Metadata with { ResourceVersion = $"{++_version}", Uid = lease.Metadata.Uid ?? $"uid-{_version}" },
        };

        public (ApiResponse?, ApiFailure?) Answer(ApiCall call)
        {
            Assert.Equal(ApiConnection.Heartbeat, call.Request.Connection);
            Assert.Equal(ApiPriority.Heartbeat, call.Priority);
            Requests.Add((elapsed(), call.Request));
            return Fault(call.Request) is { } failure ? (null, failure) : call.Request.Resource.Plural == "nodes" ? Nodes(call.Request) : Leases(call.Request);
        }

        private (ApiResponse?, ApiFailure?) Nodes(ApiRequest request)
        {
            switch (request.Verb, Node)
            {
                case (ApiVerb.Create, null):
                    return Ok(Put(KubernetesJson.Deserialize<V1Node>(request.Body.Span)));
                case (ApiVerb.Create, _):
                    return (null, new ApiFailure(409, "AlreadyExists", "it is there"));
                case (_, null):
                    return (null, new ApiFailure(404, "NotFound", "no such node"));
                case (ApiVerb.Get, _):
                    return Ok(Node);
                case (ApiVerb.Patch, _):
                    Assert.Equal("status", request.Subresource);
                    Assert.Equal(ApiContentTypes.StrategicMergePatch, request.ContentType);
                    return Ok(Put(Patched(Node, request.Body)));
                default:
                    throw new InvalidOperationException($"unexpected {request}");
            }
        }

        private (ApiResponse?, ApiFailure?) Leases(ApiRequest request)
        {
            Assert.Equal("kube-node-lease", request.Namespace);
            switch (request.Verb, Lease)
            {
                case (ApiVerb.Create, null):
                    return Ok(Put(KubernetesJson.Deserialize<V1Lease>(request.Body.Span)));
                case (_, null):
                    return (null, new ApiFailure(404, "NotFound", "no such lease"));
                case (ApiVerb.Get, _):
                    return Ok(Lease);
                case (ApiVerb.Update, _):
                    var next = KubernetesJson.Deserialize<V1Lease>(request.Body.Span);
                    return next.Metadata.ResourceVersion == Lease.Metadata.ResourceVersion
                        ? Ok(Put(next))
                        : (null, new ApiFailure(409, "Conflict", "the object has been modified"));
                default:
                    throw new InvalidOperationException($"unexpected {request}");
            }
        }

        private static (ApiResponse?, ApiFailure?) Ok<T>(T value)
            where T : class => (new ApiResponse(200, KubernetesJson.SerializeToUtf8Bytes(value)), null);

        /// <summary>Applies the strategic merge patch of a node.</summary>
        internal static V1Node Patched(V1Node node, ReadOnlyMemory<byte> patch)
        {
            var target = JsonNode.Parse(KubernetesJson.SerializeToUtf8Bytes(node))!.AsObject();
            Merge(target, JsonNode.Parse(patch.Span)!.AsObject());
            return KubernetesJson.Deserialize<V1Node>(JsonSerializer.SerializeToUtf8Bytes(target));
        }

        private static void Merge(JsonObject target, JsonObject patch)
        {
            foreach (var (name, value) in patch.ToList())
            {
                switch (name, value)
                {
                    case (_, null):
                        target.Remove(name);
                        break;
                    case ("conditions" or "addresses", JsonArray items):
                        target[name] = MergeByType(target[name]?.AsArray() ?? [], items);
                        break;
                    case (_, JsonObject fields) when target[name] is JsonObject inner:
                        Merge(inner, fields);
                        break;
                    case (['$', ..], _):
                        break;
                    default:
                        target[name] = value.DeepClone();
                        break;
                }
            }
        }

        private static JsonArray MergeByType(JsonArray before, JsonArray patch)
        {
            var isReplacing = patch.Any(item => item!["$patch"]?.GetValue<string>() == "replace");
            var merged = isReplacing ? [] : before.Select(item => item!.DeepClone().AsObject()).ToList();
            foreach (var item in patch.Where(item => item!["$patch"] is null))
            {
                var type = item!["type"]!.GetValue<string>();
                if (!isReplacing && merged.Find(old => old["type"]!.GetValue<string>() == type) is { } old)
                {
                    Merge(old, item.AsObject());
                }
                else
                {
                    merged.Add(item.DeepClone().AsObject());
                }
            }

            return [.. merged];
        }
    }
}
