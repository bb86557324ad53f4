using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>
/// The node's configuration, <c>kubelet.config.k8s.io/v1beta1 KubeletConfiguration</c>. A property that is not set in any
/// file or flag has the default given here; the defaults are the secure ones also when there is no file at all.
/// </summary>
/// <remarks>Durations are read in Go's format (<c>1m30s</c>), quantities in Kubernetes' (<c>100Mi</c>).</remarks>
public sealed partial record KubeletConfiguration
{
    /// <summary>The group and version that a file must name.</summary>
    public const string ApiVersion = "kubelet.config.k8s.io/v1beta1";

    /// <summary>The kind that a file must name.</summary>
    public const string Kind = "KubeletConfiguration";

    /// <summary>File with one static pod, or directory of such files. Empty: none.</summary>
    [Flag("pod-manifest-path")]
    public string StaticPodPath { get; init; } = "";

    /// <summary>URL that serves static pods. Empty: none.</summary>
    [JsonPropertyName("staticPodURL"), Flag("manifest-url"), Secret]
    public string StaticPodUrl { get; init; } = "";

    /// <summary>HTTP headers sent to the static pod URL, name to values. Their values are secret.</summary>
    [JsonPropertyName("staticPodURLHeader"), Flag("manifest-url-header", Syntax = FlagSyntax.Headers), Secret]
    public ImmutableSortedDictionary<string, IReadOnlyList<string>> StaticPodUrlHeader { get; init; } = OrdinalMap.Empty<IReadOnlyList<string>>();

    /// <summary>Longest time between two comparisons of a running pod with its configuration.</summary>
    [Flag("sync-frequency"), ZeroIsUnset]
    public TimeSpan SyncFrequency { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Time between two full readings of the static pod files; changes are noticed in between as well.</summary>
    [Flag("file-check-frequency"), ZeroIsUnset]
    public TimeSpan FileCheckFrequency { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time between two readings of the static pod URL.</summary>
    [JsonPropertyName("httpCheckFrequency"), Flag("http-check-frequency"), ZeroIsUnset]
    public TimeSpan HttpCheckFrequency { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Feature gates by name; a gate that is not named has the default of its stage.</summary>
    [Flag("feature-gates")]
    public ImmutableSortedDictionary<string, bool> FeatureGates { get; init; } = OrdinalMap.Empty<bool>();
}
