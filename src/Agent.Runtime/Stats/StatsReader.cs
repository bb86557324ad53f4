using Agent.Cri.Protocol;
using Agent.Runtime.Containers;
using Agent.Runtime.Processes;
using Agent.Runtime.Sandboxes;
using Agent.Runtime.State;

namespace Agent.Runtime.Stats;

/// <summary>CPU, memory and disk use of containers, from their cgroups or, without those, from their processes.</summary>
internal sealed class StatsReader(Inventory inventory, StateStore store, ProcessTable table, FolderUsage folders, TimeProvider clock)
{
    /// <summary>The stats of containers. One reading of /proc serves all of them.</summary>
    public IReadOnlyList<ContainerStats> Of(IEnumerable<ContainerUnit> units)
    {
        var processes = new Lazy<ProcessSnapshot>(table.Snapshot);
        return [.. units.Select(unit => ToStats(unit, Read(unit, processes)))];
    }

    /// <summary>The stats of sandboxes: the sums of their running containers.</summary>
    public IReadOnlyList<PodSandboxStats> Of(IEnumerable<Sandbox> sandboxes)
    {
        var processes = new Lazy<ProcessSnapshot>(table.Snapshot);
        return [.. sandboxes.Select(sandbox => ToStats(sandbox, processes))];
    }

    private PodSandboxStats ToStats(Sandbox sandbox, Lazy<ProcessSnapshot> processes)
    {
        var readings = inventory.ContainersOf(sandbox.Id)
            .Select(unit => (Unit: unit, Reading: Read(unit, processes)))
            .Where(pair => pair.Reading is not null)
            .ToList();
        var containers = readings.Select(pair => ToStats(pair.Unit, pair.Reading)).ToList();
        var now = ContainerMessages.Nanoseconds(clock.GetUtcNow());
        var linux = new LinuxPodSandboxStats
        {
            Cpu = new CpuUsage { Timestamp = now, UsageCoreNanoSeconds = Value(Sum(containers, stats => stats.Cpu.UsageCoreNanoSeconds)) },
            Memory = new MemoryUsage
            {
                Timestamp = now,
                WorkingSetBytes = Value(Sum(containers, stats => stats.Memory.WorkingSetBytes)),
                RssBytes = Value(Sum(containers, stats => stats.Memory.RssBytes)),
                UsageBytes = Value(Sum(containers, stats => stats.Memory.UsageBytes)),
            },
            Process = new ProcessUsage { Timestamp = now, ProcessCount = Value((ulong)readings.Sum(pair => pair.Reading!.Processes)) },
            Containers = { containers },
        };
        if (containers.Exists(stats => stats.Cpu.UsageNanoCores is not null))
        {
            linux.Cpu.UsageNanoCores = Value(Sum(containers, stats => stats.Cpu.UsageNanoCores));
        }

        return new PodSandboxStats { Attributes = SandboxMessages.ToAttributes(sandbox), Linux = linux };
    }

    private ContainerStats ToStats(ContainerUnit unit, ContainerReading? reading)
    {
        var at = ContainerMessages.Nanoseconds(reading?.At ?? clock.GetUtcNow());
        var stats = new ContainerStats
        {
            Attributes = ContainerMessages.ToAttributes(unit),
            WritableLayer = folders.Of(store.ContainerFolder(unit.Id)),
        };
        if (reading is null)
        {
            return stats;
        }

        var (total, rate) = unit.Cpu.Read(reading.At, reading.CpuNanoseconds);
        stats.Cpu = new CpuUsage { Timestamp = at, UsageCoreNanoSeconds = Value(total), UsageNanoCores = rate is { } cores ? Value(cores) : null };
        stats.Memory = new MemoryUsage
        {
            Timestamp = at,
            WorkingSetBytes = Value(reading.WorkingSetBytes),
            RssBytes = Value(reading.RssBytes),
            UsageBytes = Value(reading.UsageBytes),
            AvailableBytes = reading.AvailableBytes is { } left ? Value(left) : null,
            PageFaults = reading.PageFaults is { } faults ? Value(faults) : null,
            MajorPageFaults = reading.MajorPageFaults is { } major ? Value(major) : null,
        };
        return stats;
    }

    private ContainerReading? Read(ContainerUnit unit, Lazy<ProcessSnapshot> processes)
    {
        if (!unit.Run.IsRunning || unit.Run.Process is not { } main)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (unit.Cgroup is { } cgroup)
        {
            return cgroup.Usage() is { } usage
                ? new ContainerReading(
                    now,
                    usage.CpuNanoseconds,
                    usage.WorkingSetBytes,
                    usage.RssBytes,
                    usage.MemoryBytes,
                    usage.MemoryLimit is { } limit ? limit - Math.Min(limit, usage.WorkingSetBytes) : null,
                    usage.PageFaults,
                    usage.MajorPageFaults,
                    cgroup.Processes().Count)
                : null;
        }

        var members = ContainerMembers.Of(processes.Value, main, unit.Id);
        var resident = members.Aggregate(0UL, (sum, process) => sum + (ulong)process.RssPages * (ulong)Environment.SystemPageSize);
        var cpu = members.Aggregate(0UL, (sum, process) => sum + process.CpuTicks) * ProcessStat.NanosecondsPerTick;
        return new ContainerReading(now, cpu, resident, resident, resident, null, null, null, members.Count);
    }

    private static ulong Sum(List<ContainerStats> all, Func<ContainerStats, UInt64Value?> part) =>
        all.Aggregate(0UL, (sum, stats) => sum + (part(stats)?.Value ?? 0));

    private static UInt64Value Value(ulong value) => new() { Value = value };
}
