using System.Collections.Immutable;

namespace Agent.Node.Volumes;

/// <summary>Where a volume comes from.</summary>
internal abstract record VolumeSource
{
    /// <summary>A directory that lives and dies with the pod.</summary>
    /// <param name="FileSystem">Mounted on it; empty: none.</param>
    /// <param name="Options">Options of that file system.</param>
    public sealed record EmptyDir(string FileSystem, string Options) : VolumeSource;

    /// <summary>A path of the host.</summary>
    public sealed record HostPath(string Path, string Type) : VolumeSource
    {
        /// <summary>The claim says so.</summary>
        public bool ReadOnly { get; init; }
    }

    /// <summary>Files that the agent writes.</summary>
    /// <param name="Parts">Where they come from, in order.</param>
    /// <param name="Mode">Mode of files that name none.</param>
    /// <param name="InMemory">They may not reach a disk.</param>
    public sealed record Files(ImmutableArray<FilePart> Parts, int Mode, bool InMemory) : VolumeSource;

    /// <summary>A claim of a persistent volume.</summary>
    public sealed record Claim(string Name, bool ReadOnly) : VolumeSource;

    /// <summary>A directory or disk of this node.</summary>
    public sealed record Local(string Path, bool ReadOnly, ImmutableArray<string> Options) : VolumeSource;

    /// <summary>An NFS export.</summary>
    public sealed record Nfs(string Server, string Path, bool ReadOnly, ImmutableArray<string> Options) : VolumeSource;

    /// <summary>The content of an image.</summary>
    public sealed record Image(string Reference, string PullPolicy) : VolumeSource;

    /// <summary>Something this agent does not have.</summary>
    public sealed record Unsupported(string Error) : VolumeSource;
}
