using System.Collections.Immutable;

namespace Agent.Node.Host.Machine;

/// <summary>What a machine is, as its node reports it.</summary>
public sealed record MachineFacts
{
    /// <summary>Logical CPUs that are online.</summary>
    public int Cores { get; init; }

    /// <summary>Bytes of memory (MemTotal).</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Bytes of swap space; 0: none.</summary>
    public long SwapBytes { get; init; }

    /// <summary>Pages by size of huge page in bytes.</summary>
    public ImmutableSortedDictionary<long, long> HugePages { get; init; } = ImmutableSortedDictionary<long, long>.Empty;

    /// <summary>Directories that tell of the heat of CPUs and are hidden from containers, in ordinal order.</summary>
    public ImmutableArray<string> ThermalThrottlePaths { get; init; } = [];

    /// <summary>Identifier that the installation of the system made for itself (machine-id).</summary>
    public string MachineId { get; init; } = "";

    /// <summary>Identifier of the hardware (DMI product UUID), or the machine-id where there is none to read.</summary>
    public string SystemUuid { get; init; } = "";

    /// <summary>Identifier of this boot of the kernel.</summary>
    public string BootId { get; init; } = "";

    /// <summary>Release of the kernel, as <c>uname -r</c> says it.</summary>
    public string KernelVersion { get; init; } = "";

    /// <summary>Name of the distribution (PRETTY_NAME of os-release).</summary>
    public string OsImage { get; init; } = "";

    /// <summary>Processor architecture by Go's name, as <c>amd64</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>Equality of the content, the huge pages included.</summary>
    public bool Equals(MachineFacts? other) =>
        other is not null && Cores == other.Cores && MemoryBytes == other.MemoryBytes && SwapBytes == other.SwapBytes
        && HugePages.SequenceEqual(other.HugePages) && ThermalThrottlePaths.SequenceEqual(other.ThermalThrottlePaths) && MachineId == other.MachineId && SystemUuid == other.SystemUuid
        && BootId == other.BootId && KernelVersion == other.KernelVersion && OsImage == other.OsImage && Architecture == other.Architecture;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cores, MemoryBytes, MachineId, BootId);
}
