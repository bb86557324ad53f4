using Agent.Cri.Protocol;

namespace Agent.Node.Runtime;

/// <summary>What a container may use, as the runtime holds it; only what can be changed while it runs.</summary>
/// <param name="CpuShares">Weight of its CPU request.</param>
/// <param name="CpuQuota">Microseconds of CPU per period; 0: no limit.</param>
/// <param name="CpuPeriod">The period, microseconds.</param>
/// <param name="MemoryLimit">Bytes; 0: no limit.</param>
internal sealed record RuntimeResources(long CpuShares, long CpuQuota, long CpuPeriod, long MemoryLimit)
{
    /// <summary>Reads CRI's form; null where the runtime does not say.</summary>
    public static RuntimeResources? From(LinuxContainerResources? resources) => resources is null
        ? null
        : new(resources.CpuShares, resources.CpuQuota, resources.CpuPeriod, resources.MemoryLimitInBytes);
}
