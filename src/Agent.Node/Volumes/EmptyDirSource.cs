using System.Globalization;
using Agent.Kubernetes;
using Agent.Node.Resources;

namespace Agent.Node.Volumes;

/// <summary>What an emptyDir is made of, by its medium.</summary>
internal static class EmptyDirSource
{
    private const string HugePages = "HugePages";

    /// <summary>The source, or why there is none.</summary>
    public static VolumeSource Of(V1EmptyDirVolumeSource empty, V1Pod pod, long memoryCapacity)
    {
        var medium = empty.Medium ?? "";
        if (medium.Length == 0)
        {
            return new VolumeSource.EmptyDir("", "");
        }

        if (medium == "Memory")
        {
            return new VolumeSource.EmptyDir("tmpfs", MemoryOptions(pod, empty.SizeLimit, memoryCapacity));
        }

        if (medium != HugePages && !medium.StartsWith(HugePages + "-", StringComparison.Ordinal))
        {
            return new VolumeSource.Unsupported($"emptyDir: medium {medium}: allowed are none, Memory, HugePages and HugePages-<size>");
        }

        var sizes = Containers(pod).SelectMany(c => (c.Resources?.Limits ?? ResourceNone).Keys)
            .Where(r => r.StartsWith("hugepages-", StringComparison.Ordinal))
            .Select(r => r["hugepages-".Length..])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var size = medium.Length > HugePages.Length ? medium[(HugePages.Length + 1)..] : sizes.Count == 1 ? sizes[0] : null;
        return size is null || !sizes.Contains(size) || !Quantity.TryParse(size, out var bytes)
            ? new VolumeSource.Unsupported($"emptyDir: medium {medium} needs a limit hugepages-{size ?? "<size>"} on a container of the pod, of one size")
            : new VolumeSource.EmptyDir("hugetlbfs", string.Create(CultureInfo.InvariantCulture, $"pagesize={bytes.Value()}"));
    }

    /// <summary>
    /// Options of a tmpfs of the pod: as large as its <c>sizeLimit</c>, the memory limit of the pod, or the node's memory, whichever is
    /// least.
    /// </summary>
    public static string MemoryOptions(V1Pod pod, Quantity? sizeLimit, long memoryCapacity)
    {
        var isLimited = Containers(pod).All(c => c.Resources?.Limits?.ContainsKey("memory") == true) || pod.Spec.Resources?.Limits?.ContainsKey("memory") == true;
        long?[] bounds =
        [
            memoryCapacity,
            isLimited && PodResources.Limits(pod.Spec).TryGetValue("memory", out var limit) ? limit.Value() : null,
            sizeLimit?.Value(),
        ];
        return bounds.Where(b => b > 0).Min() is { } least ? string.Create(CultureInfo.InvariantCulture, $"size={least}") : "";
    }

    private static readonly IReadOnlyDictionary<string, Quantity> ResourceNone = new Dictionary<string, Quantity>();

    private static IEnumerable<V1Container> Containers(V1Pod pod) => pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []);
}
