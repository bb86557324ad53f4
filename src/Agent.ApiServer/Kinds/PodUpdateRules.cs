using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.Kubernetes.Validation;

namespace Agent.ApiServer.Kinds;

/// <summary>What of a pod may change once it is made.</summary>
internal static class PodUpdateRules
{
    private const string Allowed =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    public static IReadOnlyList<FieldError> Check(UpdateScope scope, JsonObject next, JsonObject old)
    {
        var before = old.Ensure("spec");
        var after = (JsonObject)next.Ensure("spec").DeepClone();
        switch (scope)
        {
            case UpdateScope.EphemeralContainers:
                return CheckAdded(before, after, "ephemeralContainers", "existing ephemeral containers may not be changed or removed");
            case UpdateScope.Resize:
                return [];
        }

        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            var pairs = after.Objects(list).Zip(before.Objects(list)).ToList();
            foreach (var (container, was) in pairs)
            {
                container.CopyFrom(was, "image");
            }
        }

        var isGated = before.Array("schedulingGates") is { Count: > 0 };
        foreach (var field in (string[])
            ["activeDeadlineSeconds", "terminationGracePeriodSeconds", "tolerations", "schedulingGates",
                .. isGated ? (string[])["nodeSelector", "affinity"] : []])
        {
            after.CopyFrom(before, field);
        }

        List<FieldError> errors = JsonNode.DeepEquals(before, after)
            ? []
            : [new FieldError(FieldErrorKind.Forbidden, "spec", "", Allowed)];
        errors.AddRange(CheckAdded(
            before, next.Ensure("spec"), "tolerations", "existing toleration can not be modified except its tolerationSeconds"));
        var gates = before.Objects("schedulingGates").Select(g => g.Text("name")).ToList();
        if (next.Ensure("spec").Objects("schedulingGates").Any(g => !gates.Contains(g.Text("name"))))
        {
            errors.Add(new FieldError(
                FieldErrorKind.Forbidden, "spec.schedulingGates", "", "only deletion is allowed, but found new scheduling gates"));
        }

        return errors;
    }

    private static List<FieldError> CheckAdded(JsonObject before, JsonObject after, string list, string why)
    {
        var now = after.Objects(list).Select(WithoutSeconds).ToList();
        var isKept = before.Objects(list).Select(WithoutSeconds).All(was => now.Exists(n => JsonNode.DeepEquals(n, was)));
        return isKept ? [] : [new FieldError(FieldErrorKind.Forbidden, "spec." + list, "", why)];
    }

    private static JsonNode WithoutSeconds(JsonObject entry)
    {
        var copy = (JsonObject)entry.DeepClone();
        copy.Remove("tolerationSeconds");
        return copy;
    }
}
