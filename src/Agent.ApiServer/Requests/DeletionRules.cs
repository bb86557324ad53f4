using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.Kubernetes;
using Agent.Kubernetes.Defaulting;

namespace Agent.ApiServer.Requests;

/// <summary>How objects go.</summary>
internal static class DeletionRules
{
    /// <summary>An object that is being deleted has nothing left to wait for.</summary>
    public static bool IsOver(JsonObject value, ResourceDefinition definition)
    {
        var metadata = value.Ensure("metadata");
        return metadata["deletionTimestamp"] is not null
            && metadata.Array("finalizers") is not { Count: > 0 }
            && (metadata.Number("deletionGracePeriodSeconds") ?? 0) == 0
            && !HasNamespaceFinalizers(value, definition);
    }

    /// <summary>How long a deletion leaves an object, in seconds; 0: it goes at once unless finalizers hold it.</summary>
    public static long GraceSeconds(ResourceDefinition definition, JsonObject value, long? asked)
    {
        if (definition.Resource is not { Group: "", Plural: "pods" })
        {
            return 0;
        }

        var spec = value.Object("spec");
        var grace = asked ?? spec?.Number("terminationGracePeriodSeconds") ?? PodDefaults.TerminationGracePeriodSeconds;
        var isOver = value.Object("status")?.Text("phase") is "Succeeded" or "Failed";
        return string.IsNullOrEmpty(spec?.Text("nodeName")) || isOver ? 0 : grace < 0 ? 1 : grace;
    }

    /// <summary>Marks an object as being deleted, unless it already is, to the same end or an earlier one.</summary>
    public static void Mark(ResourceDefinition definition, JsonObject value, DateTimeOffset now, long grace)
    {
        var metadata = value.Ensure("metadata");
        var before = metadata.Number("deletionGracePeriodSeconds") ?? 0;
        if (KubernetesTime.TryParse(metadata.Text("deletionTimestamp"), out var ends))
        {
            if (grace >= before)
            {
                return;
            }

            metadata["deletionTimestamp"] = KubernetesTime.Format(ends.AddSeconds(grace - before));
        }
        else
        {
            metadata["deletionTimestamp"] = KubernetesTime.Format(now.AddSeconds(grace));
            if (definition.HasGeneration)
            {
                metadata["generation"] = (metadata.Number("generation") ?? 0) + 1;
            }
        }

        metadata["deletionGracePeriodSeconds"] = grace;
    }

    /// <summary>Sets or removes the finalizers by which the garbage collector knows what becomes of dependents.</summary>
    public static void SetPropagation(JsonObject value, string? policy)
    {
        if (policy is null)
        {
            return;
        }

        var metadata = value.Ensure("metadata");
        var finalizers = metadata.Texts("finalizers").Where(f => f is not ("orphan" or "foregroundDeletion")).ToList();
        switch (policy)
        {
            case "Orphan":
                finalizers.Add("orphan");
                break;
            case "Foreground":
                finalizers.Add("foregroundDeletion");
                break;
        }

        if (finalizers.Count == 0)
        {
            metadata.Remove("finalizers");
        }
        else
        {
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(f => (JsonNode)f)]);
        }
    }

    private static bool HasNamespaceFinalizers(JsonObject value, ResourceDefinition definition) =>
        definition.Resource is { Group: "", Plural: "namespaces" } && value.Object("spec").Array("finalizers") is { Count: > 0 };
}
