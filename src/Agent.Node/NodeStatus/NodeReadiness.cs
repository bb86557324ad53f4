using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Hosting;

namespace Agent.Node.NodeStatus;

/// <summary>Why a node is not ready. Nothing that a pod does is among the reasons.</summary>
internal static class NodeReadiness
{
    /// <summary>All reasons in one text; null: the node is ready.</summary>
    public static string? Problem(NodeStatusOptions options, NodeView view, IReadOnlyDictionary<string, Quantity> capacity)
    {
        var reasons = Reasons(options, view, capacity).Distinct(StringComparer.Ordinal).ToList();
        return reasons.Count switch
        {
            0 => null,
            1 => reasons[0],
            _ => $"[{string.Join(", ", reasons)}]",
        };
    }

    private static IEnumerable<string> Reasons(NodeStatusOptions options, NodeView view, IReadOnlyDictionary<string, Quantity> capacity)
    {
        if (!view.Health.RuntimeReady)
        {
            yield return view.Health.RuntimeError;
        }

        if (!view.Health.NetworkReady && view.Health.NetworkError.Length > 0)
        {
            yield return view.Health.NetworkError;
        }

        if (view.StorageError is { } storage)
        {
            yield return storage;
        }

        if (view.IsShuttingDown)
        {
            yield return "node is shutting down";
        }

        string[] needed = options.LocalStorageCapacityIsolation
            ? [ResourceNames.Cpu, ResourceNames.Memory, ResourceNames.Pods, ResourceNames.EphemeralStorage]
            : [ResourceNames.Cpu, ResourceNames.Memory, ResourceNames.Pods];
        var missing = needed.Where(name => !capacity.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            yield return $"missing node capacity for resources: {string.Join(", ", missing)}";
        }
    }
}
