using System.Collections.Immutable;
using Agent.Kubernetes;

namespace Agent.Node.NodeStatus;

/// <summary>The conditions of a node: reasons and messages to the letter as controllers and people know them.</summary>
internal static class NodeConditions
{
    private const string True = "True";
    private const string False = "False";

    /// <summary>Brings the conditions up to date.</summary>
    /// <param name="before">The conditions of the object.</param>
    /// <param name="pressure">What the node is short of.</param>
    /// <param name="notReady">Why pods cannot run; null: they can.</param>
    /// <param name="now">The time, whole seconds.</param>
    public static NodeConditionChange Next(
        IReadOnlyList<V1NodeCondition>? before, NodePressure pressure, string? notReady, DateTimeOffset now)
    {
        var change = new NodeConditionChange([.. before ?? []], []);
        change = Pressure(change, NodeConditionTypes.MemoryPressure, pressure.Memory, now,
            ("KubeletHasInsufficientMemory", "kubelet has insufficient memory available", "NodeHasInsufficientMemory"),
            ("KubeletHasSufficientMemory", "kubelet has sufficient memory available", "NodeHasSufficientMemory"));
        change = Pressure(change, NodeConditionTypes.DiskPressure, pressure.Disk, now,
            ("KubeletHasDiskPressure", "kubelet has disk pressure", "NodeHasDiskPressure"),
            ("KubeletHasNoDiskPressure", "kubelet has no disk pressure", "NodeHasNoDiskPressure"));
        change = Pressure(change, NodeConditionTypes.PidPressure, pressure.Pid, now,
            ("KubeletHasInsufficientPID", "kubelet has insufficient PID available", "NodeHasInsufficientPID"),
            ("KubeletHasSufficientPID", "kubelet has sufficient PID available", "NodeHasSufficientPID"));
        return Ready(change, notReady, now);
    }

    /// <summary>The condition of a type; null: there is none.</summary>
    public static V1NodeCondition? Find(IReadOnlyList<V1NodeCondition>? conditions, string type) =>
        conditions?.FirstOrDefault(condition => condition.Type == type);

    /// <summary>Whether the node says of itself that pods can run.</summary>
    public static bool IsReady(V1Node node) => Find(node.Status.Conditions, NodeConditionTypes.Ready)?.Status == True;

    private static NodeConditionChange Pressure(
        NodeConditionChange change,
        string type,
        bool under,
        DateTimeOffset now,
        (string Reason, string Message, string Event) yes,
        (string Reason, string Message, string Event) no)
    {
        var (reason, message, name) = under ? yes : no;
        var status = under ? True : False;
        var old = Find(change.Conditions, type);
        var next = Condition(type, status, reason, message, old, now);
        return new NodeConditionChange(Put(change.Conditions, old, next), old?.Status == status ? change.Events : change.Events.Add(name));
    }

    private static NodeConditionChange Ready(NodeConditionChange change, string? notReady, DateTimeOffset now)
    {
        var old = Find(change.Conditions, NodeConditionTypes.Ready);
        var next = notReady is null
            ? Condition(NodeConditionTypes.Ready, True, "KubeletReady", "kubelet is posting ready status", old, now)
            : Condition(NodeConditionTypes.Ready, False, "KubeletNotReady", notReady, old, now);

        // A node that comes into being not ready is no news; one that has become ready is.
        var isNews = old is null ? notReady is null : old.Status != next.Status;
        return new NodeConditionChange(
            Put(change.Conditions, old, next),
            isNews ? change.Events.Add(notReady is null ? "NodeReady" : "NodeNotReady") : change.Events);
    }

    private static V1NodeCondition Condition(
        string type, string status, string reason, string message, V1NodeCondition? old, DateTimeOffset now) => new()
        {
            Type = type,
            Status = status,
            Reason = reason,
            Message = message,
            LastHeartbeatTime = now,
            LastTransitionTime = old?.Status == status ? old.LastTransitionTime : now,
        };

    private static ImmutableList<V1NodeCondition> Put(ImmutableList<V1NodeCondition> all, V1NodeCondition? old, V1NodeCondition next) =>
        old is null ? all.Add(next) : all.SetItem(all.IndexOf(old), next);
}
