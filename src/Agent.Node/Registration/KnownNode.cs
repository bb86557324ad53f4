using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.WellKnown;

namespace Agent.Node.Registration;

/// <summary>
/// What registration changes about a node that the API server knows already. Its taints, its provider and the labels that
/// people gave it are theirs.
/// </summary>
internal static class KnownNode
{
    private static readonly string[] DefaultLabels =
    [
        NodeLabels.HostName, NodeLabels.Zone, NodeLabels.Region, NodeLabels.BetaZone, NodeLabels.BetaRegion, NodeLabels.InstanceType,
        NodeLabels.BetaInstanceType, NodeLabels.Os, NodeLabels.Arch, NodeLabels.WindowsBuild, NodeLabels.BetaOs, NodeLabels.BetaArch,
    ];

    /// <summary>The node as it should be.</summary>
    /// <param name="existing">As the API server knows it.</param>
    /// <param name="initial">As it would register for the first time, with its status.</param>
    public static V1Node Reconcile(V1Node existing, V1Node initial) => existing with
    {
        Metadata = existing.Metadata with
        {
            Labels = Labels(existing.Metadata.Labels, initial.Metadata.Labels),
            Annotations = AttachDetach(existing.Metadata.Annotations, initial.Metadata.Annotations),
        },
        Status = existing.Status with
        {
            Capacity = Resources(existing.Status.Capacity, initial.Status.Capacity, IsSameBoot(existing, initial)),
            Allocatable = Resources(existing.Status.Allocatable, initial.Status.Allocatable, IsSameBoot(existing, initial)),
        },
    };

    private static bool IsSameBoot(V1Node existing, V1Node initial) => existing.Status.NodeInfo?.BootID == initial.Status.NodeInfo?.BootID;

    private static ImmutableSortedDictionary<string, string> Labels(
        IReadOnlyDictionary<string, string>? existing, IReadOnlyDictionary<string, string>? initial)
    {
        var labels = Sorted(existing);
        foreach (var name in DefaultLabels)
        {
            if (initial is not null && initial.TryGetValue(name, out var value))
            {
                labels[name] = value;
            }
        }

        return labels.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> AttachDetach(
        IReadOnlyDictionary<string, string>? existing, IReadOnlyDictionary<string, string>? initial)
    {
        var annotations = Sorted(existing);
        if (initial is not null && initial.TryGetValue(NodeAnnotations.ControllerAttachDetach, out var value))
        {
            annotations[NodeAnnotations.ControllerAttachDetach] = value;
        }
        else
        {
            annotations.Remove(NodeAnnotations.ControllerAttachDetach);
        }

        return annotations.ToImmutable();
    }

    /// <summary>
    /// After a boot, devices count as none until somebody says that they are back, so that the scheduler trusts no old number;
    /// an agent that only started anew leaves them. Huge pages are as the machine has them.
    /// </summary>
    private static ImmutableSortedDictionary<string, Quantity> Resources(
        IReadOnlyDictionary<string, Quantity>? existing, IReadOnlyDictionary<string, Quantity>? initial, bool isSameBoot)
    {
        var resources = ImmutableSortedDictionary.CreateBuilder<string, Quantity>(StringComparer.Ordinal);
        foreach (var (name, amount) in existing ?? initial ?? ResourceAmounts.Empty)
        {
            if (ResourceNames.IsExtended(name) && !isSameBoot)
            {
                resources[name] = Quantity.Zero;
            }
            else if (!ResourceNames.IsHugePages(name))
            {
                resources[name] = amount;
            }
        }

        resources.AddRange((initial ?? ResourceAmounts.Empty).Where(pair => ResourceNames.IsHugePages(pair.Key)));
        return resources.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string>.Builder Sorted(IReadOnlyDictionary<string, string>? map)
    {
        var sorted = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        sorted.AddRange(map ?? ImmutableSortedDictionary<string, string>.Empty);
        return sorted;
    }
}
