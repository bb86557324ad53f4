using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agent.Kubernetes.Selectors;

/// <summary>The fields that the API server lets a field selector name, by kind, and how their values are read.</summary>
public static class SelectableFields
{
    private const string Flag = "false";

    /// <summary>Whether a field selector may name the field.</summary>
    /// <param name="apiVersion">apiVersion of the kind, as <c>v1</c>.</param>
    /// <param name="kind">The kind, as <c>Pod</c>.</param>
    /// <param name="field">The field, as <c>spec.nodeName</c>.</param>
    public static bool Contains(string apiVersion, string kind, string field) =>
        field is "metadata.name" or "metadata.namespace" || Of(apiVersion, kind).Contains(field);

    /// <summary>The value of a field of an object as a selector compares it; empty when it is not set.</summary>
    public static string Value(JsonObject obj, string field)
    {
        ArgumentNullException.ThrowIfNull(obj);
        switch (field)
        {
            case "source":
                return Text(obj, "source.component") is { Length: > 0 } component ? component : Text(obj, "reportingComponent");
            case "status.successful":
                return Text(obj, "status.succeeded") is { Length: > 0 } count ? count : "0";
            case "status.replicas":
                return Text(obj, field) is { Length: > 0 } replicas ? replicas : "0";
            case "spec.unschedulable" or "spec.hostNetwork":
                return Text(obj, field) is { Length: > 0 } flag ? flag : Flag;
            default:
                return Text(obj, field);
        }
    }

    /// <summary>The fields of a pod, of which the agent's watch selects by node.</summary>
    public static string Value(V1Pod pod, string field)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return field switch
        {
            "metadata.name" => pod.Name(),
            "metadata.namespace" => pod.Namespace(),
            "spec.nodeName" => pod.Spec.NodeName ?? "",
            "spec.restartPolicy" => pod.Spec.RestartPolicy ?? "",
            "spec.schedulerName" => pod.Spec.SchedulerName ?? "",
            "spec.serviceAccountName" => pod.Spec.ServiceAccountName ?? "",
            "spec.hostNetwork" => pod.Spec.HostNetwork == true ? "true" : Flag,
            "status.phase" => pod.Status.Phase ?? "",
            "status.podIP" => pod.Status.PodIP ?? "",
            "status.nominatedNodeName" => pod.Status.NominatedNodeName ?? "",
            _ => "",
        };
    }

    /// <summary>The fields of a kind beside its name and namespace.</summary>
    internal static string[] Of(string apiVersion, string kind) => (apiVersion, kind) switch
    {
        ("v1", "Pod") =>
        [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
            "status.phase", "status.podIP", "status.nominatedNodeName",
        ],
        ("v1", "Node") => ["spec.unschedulable"],
        ("v1", "Namespace") => ["status.phase"],
        ("v1", "Secret") => ["type"],
        ("v1", "Service") => ["spec.clusterIP", "spec.type"],
        ("v1", "ReplicationController") or ("apps/v1", "ReplicaSet") => ["status.replicas"],
        ("v1", "Event") =>
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
            "reportingComponent", "source", "type",
        ],
        ("events.k8s.io/v1", "Event") =>
        [
            "regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "regarding.apiVersion",
            "regarding.resourceVersion", "regarding.fieldPath", "reason", "reportingController", "type",
        ],
        ("batch/v1", "Job") => ["status.successful"],
        ("certificates.k8s.io/v1", "CertificateSigningRequest") => ["spec.signerName"],
        ("resource.k8s.io/v1", "ResourceSlice") => ["spec.nodeName", "spec.driver"],
        _ => [],
    };

    private static string Text(JsonObject obj, string path)
    {
        JsonNode? node = obj;
        foreach (var step in path.Split('.'))
        {
            node = (node as JsonObject)?[step];
        }

        return node?.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => node.ToJsonString(),
            _ => "",
        };
    }
}
