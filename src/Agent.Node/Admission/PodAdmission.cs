using Agent.Kubernetes;
using Agent.Kubernetes.Selectors;
using Agent.Node.Resources;
using Agent.Node.Sources;

namespace Agent.Node.Admission;

/// <summary>
/// Whether the node takes a pod: a chain of checks in the kubelet's order, the first refusal counts. A critical pod that only
/// lacks room makes others go.
/// </summary>
internal static class PodAdmission
{
    private const string MemoryPressureTaint = "node.kubernetes.io/memory-pressure";

    /// <summary>Decides.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="node">The node.</param>
    /// <param name="others">The pods that are there: admitted, and not yet ended.</param>
    public static AdmissionVerdict Decide(V1Pod pod, AdmissionNode node, IReadOnlyList<V1Pod> others)
    {
        IReadOnlyList<V1Pod> victims = [];
        return Pressure(pod, node)
            ?? SysctlAllowlist.Check(pod, node)
            ?? Room(pod, node, others, out victims)
            ?? NodePredicates.Check(pod, node, others)
            ?? AppArmor(pod, node)
            ?? Shutdown(pod, node)
            ?? AdmissionVerdict.Admitted with { Preempted = victims };
    }

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
            && (PodQos.Of(pod) != QosClass.BestEffort || (pod.Spec.Tolerations ?? []).Any(t => t.Tolerates(MemoryPressureTaint, "", "NoSchedule"))))
        {
            return null;
        }

        return new("Evicted", $"The node had condition: [{string.Join(' ', conditions)}]. ");
    }

    /// <summary>What is short comes first; of a critical pod it is no refusal if others can go: the victims.</summary>
    private static AdmissionVerdict? Room(V1Pod pod, AdmissionNode node, IReadOnlyList<V1Pod> others, out IReadOnlyList<V1Pod> victims)
    {
        victims = [];
        var shortages = NodeRoom.Shortages(pod, node, others);
        if (shortages.Count == 0)
        {
            return null;
        }

        if (!pod.IsCritical())
        {
            return shortages[0].Verdict;
        }

        if (Preemption.Victims(pod, others, shortages) is { } found)
        {
            victims = found;
            return null;
        }

        return new("UnexpectedAdmissionError", "preemption: no set of running pods found to reclaim resources: ["
            + string.Join(", ", shortages.Select(s => $"(res: {s.Resource}, q: {s.Missing})")) + "]");
    }

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
