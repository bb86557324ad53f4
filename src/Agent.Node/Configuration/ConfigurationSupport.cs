using Agent.Node.Configuration.Files;
using Agent.Node.Configuration.Schema;

namespace Agent.Node.Configuration;

/// <summary>
/// Which fields this version acts on. All others are read and checked, and one that is set to something else than its default
/// is named once at start, so that nobody relies on a setting that does nothing.
/// </summary>
public static class ConfigurationSupport
{
    /// <summary>The fields that this version acts on, in ordinal order; a record stands for all that is in it.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "allowedUnsafeSysctls",
        "cgroupDriver",
        "cgroupRoot",
        "cgroupsPerQOS",
        "clusterDNS",
        "clusterDomain",
        "configMapAndSecretChangeDetectionStrategy",
        "containerRuntimeEndpoint",
        "cpuCFSQuota",
        "cpuCFSQuotaPeriod",
        "crashLoopBackOff",
        "eventBurst",
        "eventRecordQPS",
        "failCgroupV1",
        "failSwapOn",
        "fileCheckFrequency",
        "healthzBindAddress",
        "healthzPort",
        "httpCheckFrequency",
        "imageServiceEndpoint",
        "kubeAPIBurst",
        "kubeAPIQPS",
        "kubeReserved",
        "logging.format",
        "logging.verbosity",
        "logging.vmodule",
        "maxOpenFiles",
        "maxParallelImagePulls",
        "maxPods",
        "memorySwap",
        "nodeLeaseDurationSeconds",
        "nodeStatusMaxImages",
        "nodeStatusReportFrequency",
        "nodeStatusUpdateFrequency",
        "oomScoreAdj",
        "podLogsDir",
        "podPidsLimit",
        "podsPerCore",
        "providerID",
        "registerNode",
        "registerWithTaints",
        "registryBurst",
        "registryPullQPS",
        "reservedSystemCPUs",
        "resolvConf",
        "runtimeRequestTimeout",
        "seccompDefault",
        "serializeImagePulls",
        "singleProcessOOMKill",
        "staticPodPath",
        "staticPodURL",
        "staticPodURLHeader",
        "systemReserved",
        "tracing",
        "userNamespaces",
    ];

    /// <summary>Whether this version acts on a field.</summary>
    /// <param name="path">The field's path, like <c>authentication.anonymous.enabled</c>.</param>
    public static bool IsImplemented(string path) =>
        All.Any(known => path.StartsWith(known, StringComparison.Ordinal) && (path.Length == known.Length || path[known.Length] == '.'));

    /// <summary>One warning for each field that is set, and does nothing.</summary>
    internal static IEnumerable<ConfigurationProblem> Check(
        KubeletConfiguration configuration,
        Func<string, ConfigurationOrigin> originOf)
    {
        var values = new NodeWriter(redact: true).Write(configuration);
        foreach (var (path, _) in ConfigurationSchema.Leaves)
        {
            if (!IsImplemented(path) && !Same(values.Find(path), NodeWriter.Defaults.Find(path)))
            {
                yield return ConfigurationProblem.Warning(originOf(path), path, "is set, but this version does not act on it yet");
            }
        }
    }

    private static bool Same(ConfigurationNode? left, ConfigurationNode? right) => (left, right) switch
    {
        (null, null) => true,
        (ScalarNode a, ScalarNode b) => a.Text == b.Text,
        (SequenceNode a, SequenceNode b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (MappingNode a, MappingNode b) => a.Entries.Keys.SequenceEqual(b.Entries.Keys) &&
            a.Entries.Keys.All(name => Same(a.Entries[name], b.Entries[name])),
        _ => false,
    };
}
