using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Hosting;
using Agent.Node.WellKnown;

namespace Agent.Node.Registration;

/// <summary>The object of a node that registers for the first time.</summary>
internal static class NewNode
{
    /// <summary>Builds it, without a status.</summary>
    /// <param name="options">The node's options.</param>
    /// <param name="nodeName">The node's name.</param>
    /// <param name="architecture">The machine's architecture by Go's name; empty: not known yet, then its labels come later.</param>
    public static V1Node Build(NodeStatusOptions options, string nodeName, string architecture) => new()
    {
        ApiVersion = "v1",
        Kind = "Node",
        Metadata = new V1ObjectMeta
        {
            Name = nodeName,
            Labels = Platform(architecture).Add(NodeLabels.HostName, options.HostName.Length > 0 ? options.HostName : nodeName).SetItems(options.Labels),
            Annotations = options.ControllerAttachDetach
                ? Empty.Add(NodeAnnotations.ControllerAttachDetach, "true")
                : null,
        },
        Spec = new V1NodeSpec
        {
            ProviderID = options.ProviderId.Length > 0 ? options.ProviderId : null,
            Taints = Taints(options) is { Count: > 0 } taints ? taints : null,
        },
    };

    /// <summary>The labels of operating system and architecture, which the node puts back when they are taken away.</summary>
    public static ImmutableSortedDictionary<string, string> Platform(string architecture)
    {
        var labels = Empty.Add(NodeLabels.Os, "linux").Add(NodeLabels.BetaOs, "linux");
        return architecture.Length == 0 ? labels : labels.Add(NodeLabels.Arch, architecture).Add(NodeLabels.BetaArch, architecture);
    }

    private static ImmutableSortedDictionary<string, string> Empty { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static List<V1Taint> Taints(NodeStatusOptions options)
    {
        var taints = options.Taints
            .Select(taint => new V1Taint { Key = taint.Key, Value = taint.Value.Length > 0 ? taint.Value : null, Effect = taint.Effect })
            .ToList();
        if (options.IsExternalCloud && !taints.Any(taint => taint is { Key: NodeTaintKeys.Uninitialized, Effect: "NoSchedule" }))
        {
            taints.Add(new V1Taint { Key = NodeTaintKeys.Uninitialized, Value = "true", Effect = "NoSchedule" });
        }

        return taints;
    }
}
