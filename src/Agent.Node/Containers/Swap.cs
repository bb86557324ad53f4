using System.Globalization;
using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Configuration;
using Agent.Node.Hosting;
using Agent.Node.Pods;
using Agent.Node.Resources;
using Agent.Node.Sources;

namespace Agent.Node.Containers;

/// <summary>How much a container may swap (<c>memorySwap.swapBehavior</c>).</summary>
internal static class Swap
{
    private const string UnifiedKey = "memory.swap.max";

    /// <summary>Sets the limit, where the kernel can keep it.</summary>
    public static void Add(LinuxContainerResources resources, V1Pod pod, V1Container container, NodeOptions options, NodeFacts facts)
    {
        if (!facts.Cgroups.HasSwap)
        {
            return;
        }

        if (facts.Cgroups.Version == 1)
        {
            // Memory and swap together may be as much as memory alone.
            resources.MemorySwapLimitInBytes = resources.MemoryLimitInBytes;
            return;
        }

        var limit = options.SwapBehavior == SwapBehavior.LimitedSwap ? Limit(pod, container, options, facts.Machine.SwapBytes) : 0;
        resources.Unified[UnifiedKey] = limit.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The share of the machine's swap that the request has of its memory; only Burstable pods that are not critical swap.</summary>
    private static long Limit(V1Pod pod, V1Container container, NodeOptions options, long swapBytes)
    {
        var request = Bytes(container.Resources?.Requests);
        var limit = Bytes(container.Resources?.Limits);
        return options.MemoryCapacity == 0 || request == 0 || request == limit || pod.IsCritical() || PodQos.Of(pod) != QosClass.Burstable
            ? 0
            : (long)((double)request / options.MemoryCapacity * swapBytes);
    }

    private static long Bytes(IReadOnlyDictionary<string, Quantity>? amounts) =>
        amounts is not null && amounts.TryGetValue(ResourceNames.Memory, out var amount) ? amount.Value() : 0;
}
