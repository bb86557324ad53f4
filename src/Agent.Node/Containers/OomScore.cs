using Agent.Kubernetes;

namespace Agent.Node.Containers;

/// <summary>oom_score_adj by quality of service: who the kernel kills first when memory runs out.</summary>
internal static class OomScore
{
    private const int Guaranteed = -997;
    private const int BestEffort = 1000;
    private const int BurstableFloor = 3;
    private const int BurstableCeiling = 999;

    /// <summary>Priority from which on a pod is critical.</summary>
    private const int CriticalPriority = 2_000_000_000;

    /// <summary>The adjustment of a container.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">Its container.</param>
    /// <param name="memoryCapacity">Bytes of memory of the machine; 0: unknown, burstable containers get the ceiling.</param>
    public static int Adjust(V1Pod pod, V1Container container, long memoryCapacity)
    {
        if (pod.Spec.Priority >= CriticalPriority && pod.Spec.PriorityClassName == "system-node-critical")
        {
            return Guaranteed;
        }

        switch (Resources.PodQos.Of(pod))
        {
            case Resources.QosClass.Guaranteed:
                return Guaranteed;
            case Resources.QosClass.BestEffort:
                return BestEffort;
            default:
                var request = container.Resources?.Requests?.GetValueOrDefault("memory").Value() ?? 0;
                var score = memoryCapacity > 0 ? 1000 - (1000.0 * request / memoryCapacity) : BurstableCeiling;
                return (int)Math.Clamp(score, BurstableFloor, BurstableCeiling);
        }
    }
}
