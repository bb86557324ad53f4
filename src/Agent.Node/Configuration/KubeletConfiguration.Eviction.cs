using System.Collections.Immutable;

namespace Agent.Node.Configuration;

public sealed partial record KubeletConfiguration
{
    /// <summary>
    /// Thresholds at which pods are evicted at once, signal to quantity or percentage. Naming any drops the defaults of all
    /// others, unless mergeDefaultEvictionSettings; <c>0%</c> and <c>100%</c> switch a signal off.
    /// </summary>
    [Flag("eviction-hard", Syntax = FlagSyntax.Thresholds)]
    public ImmutableSortedDictionary<string, string> EvictionHard { get; init; } = OrdinalMap.Of(
        ("memory.available", "100Mi"),
        ("nodefs.available", "10%"),
        ("nodefs.inodesFree", "5%"),
        ("imagefs.available", "15%"),
        ("imagefs.inodesFree", "5%"));

    /// <summary>Thresholds at which pods are evicted after a grace period, signal to quantity or percentage.</summary>
    [Flag("eviction-soft", Syntax = FlagSyntax.Thresholds)]
    public ImmutableSortedDictionary<string, string> EvictionSoft { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Time that a soft threshold must be met before pods are evicted, signal to duration.</summary>
    [Flag("eviction-soft-grace-period")]
    public ImmutableSortedDictionary<string, string> EvictionSoftGracePeriod { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Time that a pressure condition of the node stays after its cause is gone.</summary>
    [Flag("eviction-pressure-transition-period"), ZeroIsUnset]
    public TimeSpan EvictionPressureTransitionPeriod { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest grace period in seconds of a pod that is evicted at a soft threshold.</summary>
    [Flag("eviction-max-pod-grace-period")]
    public int EvictionMaxPodGracePeriod { get; init; }

    /// <summary>How much more than the threshold is freed, signal to quantity or percentage.</summary>
    [Flag("eviction-minimum-reclaim")]
    public ImmutableSortedDictionary<string, string> EvictionMinimumReclaim { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Whether a partly filled evictionHard keeps the defaults of the signals that it does not name.</summary>
    public bool MergeDefaultEvictionSettings { get; init; }

    /// <summary>Whether usage of the root file system is counted per pod and can evict.</summary>
    [Flag("local-storage-capacity-isolation")]
    public bool LocalStorageCapacityIsolation { get; init; } = true;

    /// <summary>Whether the kernel's memory notification is used. Has a meaning with cgroup v1 only.</summary>
    [Flag("kernel-memcg-notification")]
    public bool KernelMemcgNotification { get; init; }

    /// <summary>Time between two measurements of volume usage; 0 in a flag, or negative: never.</summary>
    [Flag("volume-stats-agg-period"), ZeroIsUnset]
    public TimeSpan VolumeStatsAggPeriod { get; init; } = TimeSpan.FromMinutes(1);
}
