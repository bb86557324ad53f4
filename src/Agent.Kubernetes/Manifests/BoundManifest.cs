namespace Agent.Kubernetes.Manifests;

/// <summary>A manifest whose values fit their fields.</summary>
/// <param name="Json">The manifest as JSON, without what the field table does not have.</param>
/// <param name="Unknown">The fields left out, and the lines they are on.</param>
internal sealed record BoundManifest(ReadOnlyMemory<byte> Json, IReadOnlyList<(int Line, string Path)> Unknown);
