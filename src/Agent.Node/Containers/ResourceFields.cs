using System.Globalization;
using Agent.Kubernetes;
using Agent.Node.Pods;

namespace Agent.Node.Containers;

/// <summary>The container resources that the downward API offers (resourceFieldRef): the value over the divisor, rounded up.</summary>
internal static class ResourceFields
{
    /// <summary>Reads e.g. <c>limits.cpu</c>.</summary>
    /// <param name="selector">What to read.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="own">The container that asks.</param>
    /// <param name="allocatable">What of the node is for pods: the limit of what has none; null: not known.</param>
    public static Built<string> Read(
        V1ResourceFieldSelector selector, V1Pod pod, V1Container own, IReadOnlyDictionary<string, Quantity>? allocatable)
    {
        var container = selector.ContainerName is { Length: > 0 } name ? PodSpecs.Find(pod, name) : own;
        if (container is null)
        {
            return Built<string>.Failed($"resourceFieldRef: the pod has no container {selector.ContainerName}");
        }

        var path = (selector.Resource ?? "").Split('.', 2);
        if (path.Length != 2 || path[0] is not ("limits" or "requests"))
        {
            return Built<string>.Failed($"resourceFieldRef: {selector.Resource} must be limits.<resource> or requests.<resource>");
        }

        var map = path[0] == "limits" ? container.Resources?.Limits : container.Resources?.Requests;
        var value = map?.GetValueOrDefault(path[1]) ?? Quantity.Zero;
        if (value.IsZero && path[0] == "limits" && path[1] is ("cpu" or "memory" or "ephemeral-storage"))
        {
            // What has no limit of its own is bounded by the pod's, then by the node.
            value = pod.Spec.Resources?.Limits?.GetValueOrDefault(path[1]) ?? allocatable?.GetValueOrDefault(path[1]) ?? value;
        }

        var divisor = selector.Divisor is { IsZero: false } given ? given : Quantity.FromInt64(1);
        var result = path[1] == "cpu"
            ? Math.Ceiling((double)value.MilliValue() / divisor.MilliValue())
            : Math.Ceiling((double)value.Value() / divisor.Value());
        return Built<string>.Ok(((long)result).ToString(CultureInfo.InvariantCulture));
    }
}
