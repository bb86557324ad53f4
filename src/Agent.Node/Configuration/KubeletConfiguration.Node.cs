using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

public sealed partial record KubeletConfiguration
{
    /// <summary>Score of the agent for the kernel's out-of-memory killer, -1000 to 1000.</summary>
    [Flag("oom-score-adj")]
    public int OomScoreAdj { get; init; } = -999;

    /// <summary>Most files that the agent may have open.</summary>
    [Flag("max-open-files"), ZeroIsUnset]
    public long MaxOpenFiles { get; init; } = 1_000_000;

    /// <summary>Must stay false; static pods are run for ever.</summary>
    [Flag("runonce")]
    public bool RunOnce { get; init; }

    /// <summary>Whether kernel settings that differ from the kubelet's wishes are an error and not corrected.</summary>
    [Flag("protect-kernel-defaults")]
    public bool ProtectKernelDefaults { get; init; }

    /// <summary>Whether the kubelet's own iptables chains are created.</summary>
    [JsonPropertyName("makeIPTablesUtilChains"), Flag("make-iptables-util-chains")]
    public bool MakeIPTablesUtilChains { get; init; } = true;

    /// <summary>Deprecated: number of the packet mark bit for masquerading, 0 to 31.</summary>
    public int IptablesMasqueradeBit { get; init; } = 14;

    /// <summary>Deprecated: number of the packet mark bit for dropping, 0 to 31.</summary>
    public int IptablesDropBit { get; init; } = 15;

    /// <summary>Version whose hidden metrics are shown, <c>1.x</c>. Empty: none.</summary>
    public string ShowHiddenMetricsForVersion { get; init; } = "";

    /// <summary>Time that a shutdown of the node is delayed for pods to end. 0s: not at all.</summary>
    public TimeSpan ShutdownGracePeriod { get; init; }

    /// <summary>Part of shutdownGracePeriod, at its end, for critical pods.</summary>
    public TimeSpan ShutdownGracePeriodCriticalPods { get; init; }

    /// <summary>Delays of a shutdown by pod priority, in place of the two periods.</summary>
    public IReadOnlyList<ShutdownGracePeriodByPodPriority> ShutdownGracePeriodByPodPriority { get; init; } = [];

    /// <summary>The agent's own log.</summary>
    public LoggingConfiguration Logging { get; init; } = new();

    /// <summary>Where spans are sent. Not set: nowhere.</summary>
    public TracingConfiguration? Tracing { get; init; }
}
