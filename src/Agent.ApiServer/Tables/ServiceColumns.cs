using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Tables;

/// <summary>Columns of services, and of their endpoints.</summary>
internal static class ServiceColumns
{
    private const int ShownEndpoints = 3;

    public static TableColumn[] All { get; } =
    [
        Column.Name,
        Column.Of("Type", o => Column.Text(o, "spec", "type")),
        Column.Of("Cluster-IP", o => Column.Text(o, "spec", "clusterIP") ?? Column.None),
        Column.Of("External-IP", External),
        Column.Of("Port(s)", Ports),
        Column.Age,
        Column.Wide("Selector", o => Column.Pairs(o.Object("spec").Object("selector"))),
    ];

    public static string Endpoints(JsonObject value)
    {
        var all = value.Objects("subsets")
            .SelectMany(s => s.Objects("ports").DefaultIfEmpty([])
                .SelectMany(p => s.Objects("addresses").Select(a => p.Number("port") is { } port ? $"{a.Text("ip")}:{port}" : a.Text("ip"))))
            .ToList();
        return all.Count switch
        {
            0 => Column.None,
            > ShownEndpoints => string.Join(',', all.Take(ShownEndpoints)) + $" + {all.Count - ShownEndpoints} more...",
            _ => string.Join(',', all),
        };
    }

    private static string External(JsonObject service)
    {
        var spec = service.Object("spec");
        var own = spec.Texts("externalIPs").ToList();
        switch (spec?.Text("type"))
        {
            case "ExternalName":
                return spec.Text("externalName") ?? Column.None;
            case "LoadBalancer":
                own.AddRange(service.Object("status").Object("loadBalancer").Objects("ingress")
                    .Select(i => i.Text("ip") ?? i.Text("hostname") ?? ""));
                return own.Count == 0 ? "<pending>" : string.Join(',', own);
            default:
                return own.Count == 0 ? Column.None : string.Join(',', own);
        }
    }

    private static string Ports(JsonObject service)
    {
        var ports = service.Object("spec").Objects("ports")
            .Select(p => p.Number("nodePort") is { } node and > 0
                ? $"{p.Number("port")}:{node}/{p.Text("protocol")}"
                : $"{p.Number("port")}/{p.Text("protocol")}")
            .ToList();
        return ports.Count == 0 ? Column.None : string.Join(',', ports);
    }
}
