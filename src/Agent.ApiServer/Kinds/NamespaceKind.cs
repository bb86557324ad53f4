using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Kinds;

/// <summary>Namespaces.</summary>
internal static class NamespaceKind
{
    public static void PrepareNew(JsonObject value)
    {
        var metadata = value.Ensure("metadata");
        if (metadata.Text("name") is { } name)
        {
            metadata.Ensure("labels")["kubernetes.io/metadata.name"] = name;
        }

        value["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
        value["status"] = new JsonObject { ["phase"] = "Active" };
    }
}
