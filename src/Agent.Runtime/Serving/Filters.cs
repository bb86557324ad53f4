using Agent.Cri.Protocol;
using Agent.Runtime.Containers;
using Agent.Runtime.Sandboxes;
using Google.Protobuf.Collections;

namespace Agent.Runtime.Serving;

/// <summary>The filters of CRI's lists: what is set must fit, an id also by its beginning.</summary>
internal static class Filters
{
    /// <summary>Whether a sandbox is to be listed.</summary>
    public static bool Fits(PodSandboxFilter? filter, Sandbox sandbox) =>
        filter is null
        || (sandbox.Id.StartsWith(filter.Id, StringComparison.Ordinal)
            && (filter.State is null || filter.State.State == sandbox.State)
            && Fits(filter.LabelSelector, sandbox.Config.Labels));

    /// <summary>Whether a container is to be listed.</summary>
    public static bool Fits(ContainerFilter? filter, ContainerUnit unit) =>
        filter is null
        || (unit.Id.StartsWith(filter.Id, StringComparison.Ordinal)
            && unit.SandboxId.StartsWith(filter.PodSandboxId, StringComparison.Ordinal)
            && (filter.State is null || filter.State.State == unit.State)
            && Fits(filter.LabelSelector, unit.Config.Labels));

    /// <summary>Whether a sandbox's stats are to be listed.</summary>
    public static bool Fits(PodSandboxStatsFilter? filter, Sandbox sandbox) =>
        filter is null
        || (sandbox.Id.StartsWith(filter.Id, StringComparison.Ordinal) && Fits(filter.LabelSelector, sandbox.Config.Labels));

    /// <summary>Whether a container's stats are to be listed.</summary>
    public static bool Fits(ContainerStatsFilter? filter, ContainerUnit unit) =>
        filter is null
        || (unit.Id.StartsWith(filter.Id, StringComparison.Ordinal)
            && unit.SandboxId.StartsWith(filter.PodSandboxId, StringComparison.Ordinal)
            && Fits(filter.LabelSelector, unit.Config.Labels));

    private static bool Fits(MapField<string, string> selector, MapField<string, string> labels) =>
        selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
