using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes;

namespace Agent.ApiServer.Subresources;

/// <summary>Conditions in an object's status.</summary>
internal static class StatusConditions
{
    /// <summary>Sets a condition; its time moves only when its status does.</summary>
    public static void Set(JsonObject value, string type, string status, DateTimeOffset now, string? reason, string? message)
    {
        var conditions = value.Ensure("status").EnsureArray("conditions");
        var condition = conditions.OfType<JsonObject>().FirstOrDefault(c => c.Text("type") == type);
        if (condition is null)
        {
            condition = new JsonObject { ["type"] = type };
            conditions.Add(condition);
        }

        if (condition.Text("status") != status)
        {
            condition["lastTransitionTime"] = KubernetesTime.Format(now);
        }

        condition["status"] = status;
        Set(condition, "reason", reason);
        Set(condition, "message", message);
    }

    private static void Set(JsonObject condition, string field, string? text)
    {
        if (text is null)
        {
            condition.Remove(field);
        }
        else
        {
            condition[field] = text;
        }
    }
}
