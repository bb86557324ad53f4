namespace Agent.Kubernetes.Manifests;

/// <summary>What a manifest held.</summary>
/// <param name="Pods">The pods, as written: not defaulted, not validated. Empty when there is an error.</param>
/// <param name="Error">Why the manifest cannot be used, or null.</param>
/// <param name="Warnings">Fields that this version does not know and left out.</param>
public sealed record ManifestResult(IReadOnlyList<V1Pod> Pods, ManifestError? Error, IReadOnlyList<ManifestError> Warnings)
{
    /// <summary>The pod of a manifest that holds one, or null when there is an error.</summary>
    public V1Pod? Pod => Pods.Count == 1 ? Pods[0] : null;
}
