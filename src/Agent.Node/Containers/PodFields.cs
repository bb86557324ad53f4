using Agent.Kubernetes;
using Agent.Node.Pods;

namespace Agent.Node.Containers;

/// <summary>The pod fields that the downward API offers (fieldRef).</summary>
internal static class PodFields
{
    /// <summary>Reads a field path such as <c>metadata.labels['app']</c>.</summary>
    public static Built<string> Read(string path, V1Pod pod, IReadOnlyList<string> podIps, NodeFacts facts)
    {
        if (Subscript(path, "metadata.labels") is { } label)
        {
            return Built<string>.Ok(pod.Metadata.Labels?.GetValueOrDefault(label) ?? "");
        }

        if (Subscript(path, "metadata.annotations") is { } annotation)
        {
            return Built<string>.Ok(pod.Metadata.Annotations?.GetValueOrDefault(annotation) ?? "");
        }

        var ips = pod.Spec.HostNetwork == true ? facts.HostIps : podIps;
        return path switch
        {
            "metadata.name" => Built<string>.Ok(pod.Metadata.Name ?? ""),
            "metadata.namespace" => Built<string>.Ok(pod.Metadata.Namespace ?? ""),
            "metadata.uid" => Built<string>.Ok(pod.Metadata.Uid ?? ""),
            "metadata.labels" => Built<string>.Ok(Map(pod.Metadata.Labels)),
            "metadata.annotations" => Built<string>.Ok(Map(pod.Metadata.Annotations)),
            "spec.nodeName" or "spec.host" => Built<string>.Ok(pod.Spec.NodeName ?? ""),
            "spec.serviceAccountName" => Built<string>.Ok(pod.Spec.ServiceAccountName ?? ""),
            "status.hostIP" => Built<string>.Ok(facts.HostIps.Count > 0 ? facts.HostIps[0] : ""),
            "status.hostIPs" => Built<string>.Ok(string.Join(',', facts.HostIps)),
            "status.podIP" => Built<string>.Ok(ips.Count > 0 ? ips[0] : ""),
            "status.podIPs" => Built<string>.Ok(string.Join(',', ips)),
            _ => Built<string>.Failed($"fieldPath {path} is not supported; allowed are metadata.name, .namespace, .uid, .labels, .annotations, "
                + "spec.nodeName, spec.serviceAccountName, status.hostIP, .hostIPs, .podIP, .podIPs"),
        };
    }

    private static string? Subscript(string path, string map) =>
        path.StartsWith(map + "['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal)
            ? path[(map.Length + 2)..^2]
            : null;

    private static string Map(IReadOnlyDictionary<string, string>? map) =>
        string.Join('\n', (map ?? ContainerSetup.NoAnnotations).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}=\"{p.Value}\""));
}
