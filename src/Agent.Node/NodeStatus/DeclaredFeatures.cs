using Agent.Node.Configuration;

namespace Agent.Node.NodeStatus;

/// <summary>The features that a node declares so that the scheduler and admission can rely on them.</summary>
public static class DeclaredFeatures
{
    /// <summary>The declared features that this version has; of the kubelet's five it has none yet.</summary>
    public static IReadOnlyList<string> Supported { get; } = [];

    /// <summary>The features that are supported and whose gates are on, in ordinal order; none while NodeDeclaredFeatures is off.</summary>
    public static IReadOnlyList<string> Of(KubeletConfiguration configuration, IEnumerable<string> supported) =>
        FeatureGates.IsEnabled(configuration, "NodeDeclaredFeatures")
            ? [.. supported.Where(name => FeatureGates.IsEnabled(configuration, name)).Order(StringComparer.Ordinal)]
            : [];
}
