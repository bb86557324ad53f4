using System.Globalization;
using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Validation;

namespace Agent.ApiServer.Kinds;

/// <summary>Services: their addresses, node ports and defaults.</summary>
internal static class ServiceKind
{
    /// <summary>The address of the service <c>kubernetes</c>, the first of the range.</summary>
    public const string ApiServerAddress = "10.96.0.1";

    private const string Range = "10.96.";
    private const int FirstAddress = 16;
    private const int LastAddress = 0xfffe;
    private const int FirstPort = 30000;
    private const int LastPort = 32767;

    private static readonly ResourceDefinition Services = ResourceCatalog.Get(KubernetesResources.Services);

    public static void Default(JsonObject value, JsonObject? old, RequestContext context)
    {
        var spec = value.Ensure("spec");
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        foreach (var port in spec.Objects("ports"))
        {
            port.Default("protocol", "TCP");
            if (port["port"] is { } number)
            {
                port.Default("targetPort", number.DeepClone());
            }
        }

        var type = spec.Text("type");
        if (type == "ExternalName")
        {
            return;
        }

        spec.Default("internalTrafficPolicy", "Cluster");
        SetAddress(value, spec, old.Object("spec"), context);
        spec.Default("ipFamilies", new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", "SingleStack");
        if (type is "NodePort" or "LoadBalancer")
        {
            spec.Default("externalTrafficPolicy", "Cluster");
            SetNodePorts(spec, old.Object("spec"), context);
        }

        if (type == "LoadBalancer")
        {
            spec.Default("allocateLoadBalancerNodePorts", true);
        }
    }

    private static void SetAddress(JsonObject value, JsonObject spec, JsonObject? old, RequestContext context)
    {
        var before = old?.Text("clusterIP");
        if (spec.Text("clusterIP") is not { Length: > 0 } own)
        {
            spec["clusterIP"] = before is { Length: > 0 } ? before : NextAddress(context);
        }
        else if (before is { Length: > 0 } && before != own)
        {
            throw ApiErrors.Invalid(
                Services, Name(value), FieldErrorKind.Invalid, "spec.clusterIPs[0]", $"[\"{own}\"]", "may not change once set");
        }
        else if (old is null && own != "None" && own != ApiServerAddress && Used(context).Contains(own))
        {
            throw ApiErrors.Invalid(
                Services,
                Name(value),
                FieldErrorKind.Invalid,
                "spec.clusterIPs",
                $"[\"{own}\"]",
                "failed to allocate IP: provided IP is already allocated");
        }

        spec.Default("clusterIPs", new JsonArray(spec.Text("clusterIP")));
    }

    private static void SetNodePorts(JsonObject spec, JsonObject? old, RequestContext context)
    {
        var used = context.Store.List(Services)
            .SelectMany(s => s.ToTree().Object("spec").Objects("ports"))
            .Select(p => p.Number("nodePort"))
            .OfType<long>()
            .ToHashSet();
        var before = old.Objects("ports").ToList();
        foreach (var port in spec.Objects("ports"))
        {
            if (port.Number("nodePort") is null or 0)
            {
                var was = before.Find(p => p.Number("port") == port.Number("port"))?.Number("nodePort");
                var free = was ?? Enumerable.Range(FirstPort, LastPort - FirstPort + 1).FirstOrDefault(p => !used.Contains(p));
                port["nodePort"] = free;
                used.Add(free);
            }
        }
    }

    private static string NextAddress(RequestContext context)
    {
        var used = Used(context);
        for (var i = FirstAddress; i <= LastAddress; i++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"{Range}{i >> 8}.{i & 0xff}");
            if (!used.Contains(address))
            {
                return address;
            }
        }

        throw ApiErrors.Internal("failed to allocate a serviceIP: range is full");
    }

    private static HashSet<string> Used(RequestContext context) =>
        [.. context.Store.List(Services).Select(s => s.Field("spec.clusterIP") ?? ""), ApiServerAddress];

    private static string Name(JsonObject value) => value.Ensure("metadata").Text("name") ?? "";
}
