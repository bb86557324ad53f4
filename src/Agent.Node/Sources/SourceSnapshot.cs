using Agent.Kubernetes;

namespace Agent.Node.Sources;

/// <summary>A source's complete present set of pods.</summary>
/// <param name="Source">file, http or api.</param>
/// <param name="Pods">All pods it wants.</param>
/// <param name="Problems">What it could not use, one line each.</param>
internal sealed record SourceSnapshot(string Source, IReadOnlyList<V1Pod> Pods, IReadOnlyList<string> Problems);
