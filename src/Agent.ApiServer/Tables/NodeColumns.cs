using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Tables;

/// <summary>Columns of nodes.</summary>
internal static class NodeColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";
    private const string RoleLabel = "kubernetes.io/role";

    public static TableColumn[] All { get; } =
    [
        Column.Name,
        Column.Of("Status", Status),
        Column.Of("Roles", Roles),
        Column.Age,
        Column.Of("Version", o => Info(o, "kubeletVersion")),
        Column.Wide("Internal-IP", o => Address(o, "InternalIP")),
        Column.Wide("External-IP", o => Address(o, "ExternalIP")),
        Column.Wide("OS-Image", o => Info(o, "osImage") ?? Column.Unknown),
        Column.Wide("Kernel-Version", o => Info(o, "kernelVersion") ?? Column.Unknown),
        Column.Wide("Container-Runtime", o => Info(o, "containerRuntimeVersion") ?? Column.Unknown),
    ];

    private static string Status(JsonObject node)
    {
        var ready = node.Object("status").Objects("conditions").FirstOrDefault(c => c.Text("type") == "Ready")?.Text("status");
        var text = ready switch { "True" => "Ready", null => "Unknown", _ => "NotReady" };
        return node.Object("spec")?.Flag("unschedulable") == true ? text + ",SchedulingDisabled" : text;
    }

    private static string Roles(JsonObject node)
    {
        var labels = node.Object("metadata").Object("labels") ?? [];
        var roles = labels.Select(l => l.Key)
            .Where(k => k.StartsWith(RolePrefix, StringComparison.Ordinal) && k.Length > RolePrefix.Length)
            .Select(k => k[RolePrefix.Length..])
            .Concat(labels.Text(RoleLabel) is { Length: > 0 } role ? [role] : [])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return roles.Count == 0 ? Column.None : string.Join(',', roles);
    }

    private static string? Info(JsonObject node, string field) => Column.Text(node, "status", "nodeInfo", field);

    private static string Address(JsonObject node, string type) =>
        node.Object("status").Objects("addresses").FirstOrDefault(a => a.Text("type") == type)?.Text("address") ?? Column.None;
}
