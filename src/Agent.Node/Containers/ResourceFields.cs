using System.Globalization;
using Agent.Kubernetes;
using Agent.Node.Pods;

namespace Agent.Node.Containers;

/// <summary>The container resources that the downward API offers (resourceFieldRef): the value over the divisor, rounded up.</summary>
internal static class ResourceFields
{
    /// <summary>Reads e.g. <c>limits.cpu</c>.</summary>
    public static Built<string> Read(V1ResourceFieldSelector selector, V1Pod pod, V1Container own)
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
        var divisor = selector.Divisor is { IsZero: false } given ? given : Quantity.FromInt64(1);
        var result = path[1] == "cpu"
            ? Math.Ceiling((double)value.MilliValue() / divisor.MilliValue())
            : Math.Ceiling((double)value.Value() / divisor.Value());
        return Built<string>.Ok(((long)result).ToString(CultureInfo.InvariantCulture));
    }
}
