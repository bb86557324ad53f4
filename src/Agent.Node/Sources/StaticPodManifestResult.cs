using Agent.Kubernetes;

namespace Agent.Node.Sources;

/// <summary>What a manifest gave.</summary>
/// <param name="Pods">The static pods; empty when there are errors.</param>
/// <param name="Errors">Why the manifest cannot be used; each line names file, field, value and what is allowed.</param>
/// <param name="Warnings">What was left out of it.</param>
public sealed record StaticPodManifestResult(
    IReadOnlyList<V1Pod> Pods, IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings);
