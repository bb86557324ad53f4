using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Resources;
using Agent.Node.Sources;

namespace Agent.Node.Containers;

/// <summary>oom_score_adj by quality of service: who the kernel kills first when memory runs out.</summary>
internal static class OomScore
{
    private const int Guaranteed = -997;
    private const int BestEffort = 1000;
    private const int BurstableFloor = 3;
    private const int BurstableCeiling = 999;

    /// <summary>The adjustment of a container.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">Its container.</param>
    /// <param name="memoryCapacity">Bytes of memory of the machine; 0: unknown, burstable containers get the ceiling.</param>
    public static int Adjust(V1Pod pod, V1Container container, long memoryCapacity)
    {
        if (pod.IsNodeCritical())
        {
            return Guaranteed;
        }

        switch (PodQos.Of(pod))
        {
            case QosClass.Guaranteed:
                return Guaranteed;
            case QosClass.BestEffort:
                return BestEffort;
            default:
                if (memoryCapacity == 0)
                {
                    return BurstableCeiling;
                }

                var score = Score(Request(container) + ShareOfPod(pod), memoryCapacity);
                if (pod.Spec.InitContainers?.Any(c => c.Name == container.Name && c.IsSidecar()) == true && pod.Spec.Containers.Count > 0)
                {
                    // A sidecar is not killed before the containers that it serves.
                    score = Math.Min(score, Score(pod.Spec.Containers.Min(Request), memoryCapacity));
                }

                return (int)Math.Clamp(score, BurstableFloor, BurstableCeiling);
        }
    }

    private static long Score(long request, long capacity) => 1000 - (long)((Int128)1000 * request / capacity);

    /// <summary>What the pod requests beyond its containers, in equal parts.</summary>
    private static long ShareOfPod(V1Pod pod)
    {
        if (pod.Spec.Resources?.Requests?.TryGetValue(ResourceNames.Memory, out var whole) != true || whole.IsZero)
        {
            return 0;
        }

        var parts = ResourceAmounts.OfContainers(pod.Spec, c => c.Resources?.Requests);
        var rest = whole.Value() - (parts.TryGetValue(ResourceNames.Memory, out var sum) ? sum.Value() : 0);
        return Math.Max(0, rest) / (pod.Spec.Containers.Count + (pod.Spec.InitContainers?.Count ?? 0));
    }

    private static long Request(V1Container container) =>
        container.Resources?.Requests?.TryGetValue(ResourceNames.Memory, out var request) == true ? request.Value() : 0;
}
