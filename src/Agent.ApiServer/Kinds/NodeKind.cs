using System.Text.Json.Nodes;
using Agent.ApiServer.Admission;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Kinds;

/// <summary>Nodes.</summary>
internal static class NodeKind
{
    public const string NotReady = "node.kubernetes.io/not-ready";

    public static void PrepareNew(JsonObject value, AdmissionOptions admission)
    {
        value.Ensure("spec");
        value.Ensure("status");
        if (admission.TaintNewNodes && value.Ensure("spec").Objects("taints").All(t => t.Text("key") != NotReady))
        {
            value.Ensure("spec").EnsureArray("taints").Add(new JsonObject { ["key"] = NotReady, ["effect"] = "NoSchedule" });
        }
    }
}
