using Agent.Kubernetes.Resources;
using Agent.Kubernetes.Selectors;

namespace Agent.ApiServer.Scheduling;

/// <summary>How well a pod is placed on a node, from 0; more is better.</summary>
internal static class NodeScore
{
    private const long Full = 100;

    // A pod that asks for nothing counts as this much, so that such pods are spread too: as upstream.
    private const long UnaskedMilliCpu = 100;
    private const long UnaskedMemory = 200L * 1024 * 1024;

    public static long Of(PodDemand pod, NodeFacts node, NodeUse use)
    {
        // Mean of the shares of cpu and memory that stay free.
        var free = (Free(node.Allocatable.GetValueOrDefault(ResourceNames.Cpu), use.CountedMilliCpu + MilliCpu(pod))
            + Free(node.Allocatable.GetValueOrDefault(ResourceNames.Memory), use.CountedMemory + Memory(pod))) / 2;
        var avoided = node.Taints.Count(t => t.Effect == "PreferNoSchedule" && !pod.Tolerations.Any(to => TaintRules.Tolerates(to, t)));
        var preferred = (pod.Affinity?.PreferredDuringSchedulingIgnoredDuringExecution ?? [])
            .Where(p => p.Preference is { } preference && NodeSelection.Matches(preference, node.Name, node.Labels))
            .Sum(p => (long)p.Weight);
        return free + preferred - (avoided * Full);
    }

    /// <summary>The cpu that a pod counts for, in thousandths.</summary>
    public static long MilliCpu(PodDemand pod) => Asked(pod, ResourceNames.Cpu, UnaskedMilliCpu);

    /// <summary>The memory that a pod counts for, in bytes.</summary>
    public static long Memory(PodDemand pod) => Asked(pod, ResourceNames.Memory, UnaskedMemory);

    private static long Asked(PodDemand pod, string name, long unasked)
    {
        foreach (var (resource, amount) in pod.Requests)
        {
            if (resource == name)
            {
                return amount;
            }
        }

        return unasked;
    }

    private static long Free(long all, long taken) => taken >= all ? 0 : (all - taken) * Full / all;
}
