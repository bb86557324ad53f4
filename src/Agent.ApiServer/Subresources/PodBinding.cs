using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Subresources;

/// <summary>Puts a pod on a node.</summary>
internal sealed class PodBinding(RequestContext context)
{
    public ApiResponse Create(ResourceDefinition pods, ApiRequest request)
    {
        var binding = RequestBody.Object(request, "v1", "Binding");
        if (binding.Object("target")?.Text("name") is not { Length: > 0 } node)
        {
            throw ApiErrors.BadRequest("target.name: Required value");
        }

        return context.Store.Run(() =>
        {
            var old = context.Get(pods, request.Namespace, request.Name!);
            var pod = old.ToTree();
            var wanted = binding.Object("metadata")?.Text("uid");
            if (wanted is { Length: > 0 } && wanted != old.Uid)
            {
                throw ApiErrors.Conflict(pods, old.Key.Name, $"Precondition failed: UID in precondition: {wanted}, UID in object meta: {old.Uid}");
            }

            if (old.IsTerminating)
            {
                throw ApiErrors.Conflict(pods, old.Key.Name, $"pod {old.Key.Name} is being deleted, cannot be assigned to a host");
            }

            if (pod.Object("spec")?.Text("nodeName") is { Length: > 0 } taken)
            {
                throw ApiErrors.Conflict(pods, old.Key.Name, $"pod {old.Key.Name} is already assigned to node \"{taken}\"");
            }

            if (pod.Object("spec").Array("schedulingGates") is { Count: > 0 })
            {
                throw ApiErrors.Conflict(pods, old.Key.Name, $"pod {old.Key.Name} has non-empty .spec.schedulingGates");
            }

            Bind(pod, node, binding);
            if (!request.IsDryRun())
            {
                context.Store.Put(pods, pod);
            }

            return ApiSuccess.Created();
        });
    }

    private void Bind(JsonObject pod, string node, JsonObject binding)
    {
        pod.Ensure("spec")["nodeName"] = node;
        foreach (var (key, value) in binding.Object("metadata").Object("annotations") ?? [])
        {
            pod.Ensure("metadata").Ensure("annotations")[key] = value?.DeepClone();
        }

        StatusConditions.Set(pod, "PodScheduled", "True", context.Now, null, null);
    }
}
