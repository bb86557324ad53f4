namespace Agent.Node.Host.Volumes;

/// <summary>A mount to be made, unless it stands already.</summary>
/// <param name="PodDirectory">The pod's directory.</param>
/// <param name="Directory">The mount point; made if absent.</param>
/// <param name="Source">What is mounted: a directory, or <c>server:/path</c>.</param>
/// <param name="FileSystem">Kind of file system, mounted by mount(8); empty: a bind mount of a directory.</param>
/// <param name="Options">Mount options.</param>
/// <param name="Ownership">Its group.</param>
public sealed record MountSetup(
    string PodDirectory, string Directory, string Source, string FileSystem, IReadOnlyList<string> Options, VolumeOwnership Ownership);
