using Agent.Kubernetes;
using Agent.Node.Resources;
using Agent.Node.Sources;

namespace Agent.Node.Admission;

/// <summary>
/// Whether the node takes a pod: a chain of checks in the kubelet's order, the first refusal counts. A critical pod that only
/// lacks room makes others go.
/// </summary>
internal static class PodAdmission
{
    private static readonly V1Taint MemoryPressure = new() { Key = "node.kubernetes.io/memory-pressure", Effect = "NoSchedule" };

    /// <summary>Decides.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="node">The node.</param>
    /// <param name="others">The pods that are there: admitted, and not yet ended.</param>
    public static AdmissionVerdict Decide(V1Pod pod, AdmissionNode node, IReadOnlyList<V1Pod> others) =>
        Pressure(pod, node)
        ?? SysctlAllowlist.Check(pod, node)
        ?? Room(pod, node, others)
        ?? AppArmor(pod, node)
        ?? Shutdown(pod, node)
        ?? AdmissionVerdict.Admitted with { Preempted = Preempted(pod, node, others) ?? [] };

    private static AdmissionVerdict? Pressure(V1Pod pod, AdmissionNode node)
    {
        var pressure = node.Pressure;
        var conditions = new List<string>(3);
        if (pressure.Memory)
        {
            conditions.Add("MemoryPressure");
        }

        if (pressure.Disk)
        {
            conditions.Add("DiskPressure");
        }

        if (pressure.Pid)
        {
            conditions.Add("PIDPressure");
        }

        if (conditions.Count == 0 || pod.IsCritical())
        {
            return null;
        }

        // Memory alone is short: whoever asked for memory may have it, and whoever says so may try.
        if (conditions is ["MemoryPressure"]
            && (PodQos.Of(pod) != QosClass.BestEffort || (pod.Spec.Tolerations ?? []).Any(t => NodePredicates.Tolerates(t, MemoryPressure))))
        {
            return null;
        }

        return new("Evicted", $"The node had condition: [{string.Join(' ', conditions)}]. ");
    }

    /// <summary>Everything the scheduler checks, too. Shortages come first; of a critical pod they are no refusal if others can go.</summary>
    private static AdmissionVerdict? Room(V1Pod pod, AdmissionNode node, IReadOnlyList<V1Pod> others)
    {
        var shortages = NodeRoom.Shortages(pod, node, others);
        if (shortages.Count > 0 && !pod.IsCritical())
        {
            return shortages[0].Verdict;
        }

        if (shortages.Count > 0 && Preemption.Victims(pod, others, shortages) is null)
        {
            return new("UnexpectedAdmissionError", "preemption: no set of running pods found to reclaim resources: ["
                + string.Join(", ", shortages.Select(s => $"(res: {s.Resource}, q: {s.Missing})")) + "]");
        }

        return NodePredicates.Check(pod, node, others);
    }

    private static IReadOnlyList<V1Pod>? Preempted(V1Pod pod, AdmissionNode node, IReadOnlyList<V1Pod> others) =>
        NodeRoom.Shortages(pod, node, others) is { Count: > 0 } shortages ? Preemption.Victims(pod, others, shortages) : null;

    private static AdmissionVerdict? Shutdown(V1Pod pod, AdmissionNode node) => node.IsShuttingDown && !pod.IsCritical()
        ? new AdmissionVerdict("NodeShutdown", "Pod was rejected as the node is shutting down.")
        : null;

    private static AdmissionVerdict? AppArmor(V1Pod pod, AdmissionNode node)
    {
        if (pod.Status.Phase is { Length: > 0 } and not "Pending")
        {
            return null;
        }

        var own = (pod.Spec.InitContainers ?? []).Concat(pod.Spec.Containers).Select(c => c.SecurityContext?.AppArmorProfile);
        var profiles = own.Append(pod.Spec.SecurityContext?.AppArmorProfile).OfType<V1AppArmorProfile>().Where(p => p.Type != "Unconfined").ToList();
        return profiles.Count == 0 ? null
            : node.HasAppArmor == false ? new("AppArmor", "Cannot enforce AppArmor: AppArmor is not enabled on the host")
            : profiles.Any(p => p.Type == "Localhost" && string.IsNullOrWhiteSpace(p.LocalhostProfile))
                ? new("AppArmor", "Cannot enforce AppArmor: invalid AppArmor profile name: \"localhost/\"")
            : null;
    }
}
