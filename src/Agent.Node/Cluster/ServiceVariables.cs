using System.Globalization;
using Agent.Kubernetes;

namespace Agent.Node.Cluster;

/// <summary>The variables by which containers find services, as Docker links once named them.</summary>
internal static class ServiceVariables
{
    /// <summary>Variables of the services that a pod sees.</summary>
    /// <param name="services">The cluster's services.</param>
    /// <param name="space">The pod's namespace.</param>
    /// <param name="links">The pod's <c>enableServiceLinks</c>; without it only the API server's own service is named.</param>
    public static SortedDictionary<string, string> Of(IReadOnlyList<V1Service> services, string space, bool links)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in services.Where(s => HasAddress(s) && s.Namespace() == "default" && s.Name() == "kubernetes"))
        {
            Add(variables, service);
        }

        // A service of the pod's own namespace hides the API server's of the same name.
        foreach (var service in services.Where(s => HasAddress(s) && links && s.Namespace() == space))
        {
            Add(variables, service);
        }

        return variables;
    }

    private static bool HasAddress(V1Service service) => service.Spec.ClusterIP is { Length: > 0 } address && address != "None";

    private static void Add(SortedDictionary<string, string> variables, V1Service service)
    {
        var prefix = Variable(service.Name());
        var address = service.Spec.ClusterIP!;
        variables[prefix + "_SERVICE_HOST"] = address;
        var first = true;
        foreach (var port in service.Spec.Ports ?? [])
        {
            var number = port.Port.ToString(CultureInfo.InvariantCulture);
            var protocol = port.Protocol is { Length: > 0 } given ? given : "TCP";
            var url = $"{protocol.ToLowerInvariant()}://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{number}";
            if (first)
            {
                variables[prefix + "_SERVICE_PORT"] = number;
                variables[prefix + "_PORT"] = url;
                first = false;
            }

            if (port.Name is { Length: > 0 } name)
            {
                variables[$"{prefix}_SERVICE_PORT_{Variable(name)}"] = number;
            }

            var portPrefix = $"{prefix}_PORT_{number}_{protocol.ToUpperInvariant()}";
            variables[portPrefix] = url;
            variables[portPrefix + "_PROTO"] = protocol.ToLowerInvariant();
            variables[portPrefix + "_PORT"] = number;
            variables[portPrefix + "_ADDR"] = address;
        }
    }

    private static string Variable(string name) => name.ToUpperInvariant().Replace('-', '_');
}
