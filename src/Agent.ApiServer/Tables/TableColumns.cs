using Agent.ApiServer.Json;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Tables;

/// <summary>The columns of each resource, as kubectl's users know them.</summary>
internal static class TableColumns
{
    private static readonly TableColumn[] Plain = [Column.Name, new("Created At", "date", (o, _) => o.Object("metadata")?.Text("creationTimestamp"))];

    private static readonly TableColumn[] WorkloadDetails =
    [
        Column.Wide("Containers", o => Column.Containers(o, "name")),
        Column.Wide("Images", o => Column.Containers(o, "image")),
        Column.Wide("Selector", Column.Selector),
    ];

    private static readonly Dictionary<string, TableColumn[]> ByResource = new(StringComparer.Ordinal)
    {
        ["pods"] = PodColumns.All,
        ["nodes"] = NodeColumns.All,
        ["services"] = ServiceColumns.All,
        ["events"] = EventColumns.All,
        ["configmaps"] =
        [
            Column.Name,
            Column.Count("Data", o => (o.Object("data")?.Count ?? 0) + (o.Object("binaryData")?.Count ?? 0)),
            Column.Age,
        ],
        ["secrets"] =
        [
            Column.Name,
            Column.Of("Type", o => o.Text("type")),
            Column.Count("Data", o => o.Object("data")?.Count ?? 0),
            Column.Age,
        ],
        ["namespaces"] = [Column.Name, Column.Of("Status", o => Column.Text(o, "status", "phase")), Column.Age],
        ["serviceaccounts"] = [Column.Name, Column.Count("Secrets", o => o.Array("secrets")?.Count ?? 0), Column.Age],
        ["endpoints"] = [Column.Name, Column.Of("Endpoints", ServiceColumns.Endpoints), Column.Age],
        ["persistentvolumeclaims"] =
        [
            Column.Name,
            Column.Of("Status", o => Column.Text(o, "status", "phase")),
            Column.Of("Volume", o => Column.Text(o, "spec", "volumeName")),
            Column.Of("Capacity", o => Column.Text(o, "status", "capacity", "storage")),
            Column.Of("Access Modes", o => string.Join(',', o.Object("spec").Texts("accessModes"))),
            Column.Of("StorageClass", o => Column.Text(o, "spec", "storageClassName")),
            Column.Age,
        ],
        ["replicationcontrollers"] = Replicas(),
        ["replicasets.apps"] = Replicas(),
        ["deployments.apps"] =
        [
            Column.Name,
            Column.Of("Ready", o => Ratio(o, "readyReplicas")),
            Column.Count("Up-to-date", o => Column.Number(o, "status", "updatedReplicas")),
            Column.Count("Available", o => Column.Number(o, "status", "availableReplicas")),
            Column.Age,
            .. WorkloadDetails,
        ],
        ["statefulsets.apps"] = [Column.Name, Column.Of("Ready", o => Ratio(o, "readyReplicas")), Column.Age, .. WorkloadDetails[..2]],
        ["daemonsets.apps"] =
        [
            Column.Name,
            Column.Count("Desired", o => Column.Number(o, "status", "desiredNumberScheduled")),
            Column.Count("Current", o => Column.Number(o, "status", "currentNumberScheduled")),
            Column.Count("Ready", o => Column.Number(o, "status", "numberReady")),
            Column.Count("Up-to-date", o => Column.Number(o, "status", "updatedNumberScheduled")),
            Column.Count("Available", o => Column.Number(o, "status", "numberAvailable")),
            Column.Of("Node Selector", o => Column.Pairs(Column.Find(o, "spec", "template", "spec", "nodeSelector") as System.Text.Json.Nodes.JsonObject)),
            Column.Age,
            .. WorkloadDetails,
        ],
        ["jobs.batch"] = JobColumns.All,
        ["leases.coordination.k8s.io"] = [Column.Name, Column.Of("Holder", o => Column.Text(o, "spec", "holderIdentity")), Column.Age],
        ["poddisruptionbudgets.policy"] =
        [
            Column.Name,
            Column.Of("Min Available", o => Column.Text(o, "spec", "minAvailable") ?? "N/A"),
            Column.Of("Max Unavailable", o => Column.Text(o, "spec", "maxUnavailable") ?? "N/A"),
            Column.Count("Allowed Disruptions", o => Column.Number(o, "status", "disruptionsAllowed")),
            Column.Age,
        ],
        ["runtimeclasses.node.k8s.io"] = [Column.Name, Column.Of("Handler", o => o.Text("handler")), Column.Age],
        ["priorityclasses.scheduling.k8s.io"] =
        [
            Column.Name,
            Column.Count("Value", o => o.Number("value")),
            Column.Of("Global-Default", o => o.Flag("globalDefault") == true ? "true" : "false"),
            Column.Age,
            Column.Of("PreemptionPolicy", o => o.Text("preemptionPolicy") ?? "PreemptLowerPriority"),
        ],
        ["csinodes.storage.k8s.io"] = [Column.Name, Column.Count("Drivers", o => o.Object("spec").Array("drivers")?.Count ?? 0), Column.Age],
    };

    public static IReadOnlyList<TableColumn> Of(ApiResource resource) =>
        ByResource.TryGetValue(resource.ToString(), out var columns) ? columns : Plain;

    private static string Ratio(System.Text.Json.Nodes.JsonObject value, string field) =>
        $"{Column.Number(value, "status", field) ?? 0}/{Column.Number(value, "spec", "replicas") ?? 0}";

    private static TableColumn[] Replicas() =>
    [
        Column.Name,
        Column.Count("Desired", o => Column.Number(o, "spec", "replicas")),
        Column.Count("Current", o => Column.Number(o, "status", "replicas")),
        Column.Count("Ready", o => Column.Number(o, "status", "readyReplicas")),
        Column.Age,
        .. WorkloadDetails,
    ];
}
