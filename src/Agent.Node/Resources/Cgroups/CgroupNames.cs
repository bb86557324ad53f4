using Agent.Node.Configuration;
using Agent.Node.Hosting;
using Agent.Node.Pods;

namespace Agent.Node.Resources.Cgroups;

/// <summary>
/// Names of the cgroups that pods live in: <c>kubepods</c>, its classes <c>burstable</c> and <c>besteffort</c>, and one for each pod, in
/// the spelling of the cgroup driver.
/// </summary>
/// <param name="Root">What they are below (<c>cgroupRoot</c>).</param>
/// <param name="IsSystemd">The driver is systemd: names are those of slices.</param>
public sealed record CgroupNames(string Root, bool IsSystemd)
{
    private const string Slice = ".slice";

    /// <summary>The names that a node's configuration gives; what the runtime says of the driver counts more.</summary>
    internal static CgroupNames For(NodeOptions options, NodeFacts facts) =>
        new(options.CgroupRoot, (facts.Abilities?.CgroupDriver ?? options.CgroupDriver) == CgroupDriver.Systemd);

    /// <summary>Path of the group of all pods.</summary>
    public string All => Path(Parts());

    /// <summary>Path of the group of a class; Guaranteed pods are directly in <see cref="All"/>.</summary>
    public string Tier(QosClass qos) => Path(TierParts(qos));

    /// <summary>Path of a pod's group.</summary>
    public string Pod(QosClass qos, string uid) => Path([.. TierParts(qos), PodPart(uid)]);

    /// <summary>What the runtime is told of a pod's group: the path, or for systemd the name of the last slice.</summary>
    public string Parent(QosClass qos, string uid)
    {
        var path = Pod(qos, uid);
        return IsSystemd ? path[(path.LastIndexOf('/') + 1)..] : path;
    }

    private string[] Parts() => [.. Root.Split('/', StringSplitOptions.RemoveEmptyEntries), "kubepods"];

    private string[] TierParts(QosClass qos) =>
        qos == QosClass.Guaranteed ? Parts() : [.. Parts(), qos == QosClass.Burstable ? "burstable" : "besteffort"];

    // A dash in the name of a slice stands for a level of the hierarchy.
    private string PodPart(string uid) => "pod" + (IsSystemd ? uid.Replace('-', '_') : uid);

    private string Path(string[] parts) => "/" + string.Join(
        '/', IsSystemd ? parts.Select((_, i) => string.Join('-', parts[..(i + 1)]) + Slice) : parts);
}
