using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;

namespace Agent.ApiServer.Requests;

/// <summary>What of a proposed object a write takes over.</summary>
internal static class UpdateRules
{
    /// <summary>The object that a write makes of the one that is there.</summary>
    public static JsonObject Merge(ResourceDefinition definition, UpdateScope scope, JsonObject old, JsonObject proposed)
    {
        switch (scope)
        {
            case UpdateScope.Main:
                var next = (JsonObject)proposed.DeepClone();
                ServerFields.Keep(next.Ensure("metadata"), old.Ensure("metadata"));
                if (definition.HasStatus)
                {
                    next.CopyFrom(old, "status");
                }

                return next;
            case UpdateScope.Status:
                return WithStatus(definition, old, proposed);
            case UpdateScope.Finalize:
                var finalized = Metadata(old, proposed);
                finalized.Ensure("spec").CopyFrom(proposed.Object("spec") ?? [], "finalizers");
                return finalized;
            case UpdateScope.Approval:
                var approved = (JsonObject)old.DeepClone();
                approved.Ensure("status").CopyFrom(proposed.Object("status") ?? [], "conditions");
                return approved;
            case UpdateScope.EphemeralContainers:
                var debugged = (JsonObject)old.DeepClone();
                debugged.Ensure("spec").CopyFrom(proposed.Object("spec") ?? [], "ephemeralContainers");
                return debugged;
            case UpdateScope.Resize:
                return Resized(old, proposed);
            default:
                throw new InvalidOperationException($"no such scope: {scope}");
        }
    }

    /// <summary>Everything but metadata and status is as it was.</summary>
    public static bool IsSpecSame(JsonObject before, JsonObject after) =>
        before.Concat(after)
            .Select(f => f.Key)
            .Where(name => name is not ("metadata" or "status"))
            .Distinct(StringComparer.Ordinal)
            .All(name => JsonNode.DeepEquals(before[name], after[name]));

    private static JsonObject WithStatus(ResourceDefinition definition, JsonObject old, JsonObject proposed)
    {
        var next = Metadata(old, proposed);
        var metadata = next.Ensure("metadata");
        var before = old.Ensure("metadata");

        // Kubelets used to corrupt owners through a status, and controllers labels; nodes and pods may still label themselves.
        metadata.CopyFrom(before, "ownerReferences");
        if (definition.Resource.Group.Length > 0)
        {
            metadata.CopyFrom(before, "labels");
        }

        next.CopyFrom(proposed, "status");
        return next;
    }

    /// <summary>The object that is there with the metadata that is proposed.</summary>
    private static JsonObject Metadata(JsonObject old, JsonObject proposed)
    {
        var next = (JsonObject)old.DeepClone();
        var metadata = (JsonObject)(proposed.Object("metadata") ?? []).DeepClone();
        ServerFields.Keep(metadata, old.Ensure("metadata"));
        next["metadata"] = metadata;
        return next;
    }

    private static JsonObject Resized(JsonObject old, JsonObject proposed)
    {
        var next = (JsonObject)old.DeepClone();
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var container in next.Object("spec").Objects(list))
            {
                var wanted = proposed.Object("spec").Objects(list).FirstOrDefault(c => c.Text("name") == container.Text("name"));
                if (wanted is not null)
                {
                    container.CopyFrom(wanted, "resources");
                    container.CopyFrom(wanted, "resizePolicy");
                }
            }
        }

        next.Ensure("spec").CopyFrom(proposed.Object("spec") ?? [], "resources");
        return next;
    }
}
