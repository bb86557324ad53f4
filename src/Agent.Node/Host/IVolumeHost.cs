using Agent.Node.Host.Volumes;

namespace Agent.Node.Host;

/// <summary>
/// Volumes of pods on the host. Every call may be made again after a failure or a restart: what stands already is left, what is
/// gone already is no error. None of them follows a link that a container could have made, or deletes across a mount point.
/// </summary>
public interface IVolumeHost
{
    /// <summary>Makes an emptyDir. What is in it stays.</summary>
    Task SetUpEmptyDirAsync(EmptyDirSetup setup, CancellationToken cancellation);

    /// <summary>
    /// Gives a volume its files, all at once: readers see the old ones or the new ones, in the kubelet's layout of <c>..data</c>.
    /// </summary>
    /// <returns>Whether anything changed.</returns>
    Task<bool> WriteFilesAsync(FilesSetup setup, CancellationToken cancellation);

    /// <summary>Checks that a path of the host is what a hostPath volume says, and makes it where its type asks for that.</summary>
    /// <param name="path">The path.</param>
    /// <param name="type">Directory, DirectoryOrCreate, File, FileOrCreate, Socket, CharDevice or BlockDevice; empty: no check.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="IOException">By the task: it is something else, or absent.</exception>
    Task CheckHostPathAsync(string path, string type, CancellationToken cancellation);

    /// <summary>Mounts a file system or another directory.</summary>
    Task MountAsync(MountSetup setup, CancellationToken cancellation);

    /// <summary>Opens a path below a volume without leaving it, and mounts what was opened at a place of its own.</summary>
    /// <returns>The path to give to the runtime.</returns>
    Task<string> SetUpSubPathAsync(SubPathSetup setup, CancellationToken cancellation);

    /// <summary>Unmounts a volume and what of it was mounted by itself, and removes it.</summary>
    Task TearDownVolumeAsync(VolumeTearDown tearDown, CancellationToken cancellation);

    /// <summary>Unmounts everything below a pod's directory and removes the directory; content of volumes that are not the node's stays.</summary>
    Task TearDownPodAsync(string podDirectory, CancellationToken cancellation);
}
