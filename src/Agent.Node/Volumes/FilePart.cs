using System.Collections.Immutable;
using Agent.Kubernetes;

namespace Agent.Node.Volumes;

/// <summary>A part of the files of a volume.</summary>
internal abstract record FilePart
{
    /// <summary>Keys of a ConfigMap.</summary>
    public sealed record ConfigMap(string Name, ImmutableArray<V1KeyToPath> Items, bool IsOptional) : FilePart;

    /// <summary>Keys of a Secret.</summary>
    public sealed record Secret(string Name, ImmutableArray<V1KeyToPath> Items, bool IsOptional) : FilePart;

    /// <summary>Fields of the pod.</summary>
    public sealed record DownwardApi(ImmutableArray<V1DownwardAPIVolumeFile> Items) : FilePart;

    /// <summary>A token of the pod's service account.</summary>
    /// <param name="Path">File that holds it.</param>
    /// <param name="Audience">For whom it is; empty: the API server.</param>
    /// <param name="Seconds">How long it is to be valid.</param>
    public sealed record Token(string Path, string Audience, long Seconds) : FilePart;
}
