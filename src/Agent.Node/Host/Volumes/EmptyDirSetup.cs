namespace Agent.Node.Host.Volumes;

/// <summary>An emptyDir to be made, or found again.</summary>
/// <param name="PodDirectory">The pod's directory.</param>
/// <param name="Name">Name of the volume.</param>
/// <param name="Directory">The volume's directory.</param>
/// <param name="FileSystem">Mounted on it: <c>tmpfs</c>, <c>hugetlbfs</c>; empty: nothing, it is on the disk.</param>
/// <param name="Options">Options of that file system.</param>
/// <param name="Ownership">Its group.</param>
public sealed record EmptyDirSetup(
    string PodDirectory, string Name, string Directory, string FileSystem, string Options, VolumeOwnership Ownership);
