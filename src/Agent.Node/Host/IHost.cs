using Agent.Node.Host.Cgroups;
using Agent.Node.Host.Machine;

namespace Agent.Node.Host;

/// <summary>
/// The host as the actors use it: its files, its volumes (<see cref="IVolumeHost"/>) and its network (<see cref="IProber"/>). Each method is one exchange with the outside
/// and may hang (a network path): those on files run on threads of their own, never on the thread pool, and callers give up at a
/// deadline.
/// Failures are <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
public interface IHost : IProber, IVolumeHost
{
    /// <summary>Reads the manifests at a path: the file itself, or the files of the directory not starting with a dot, by name.</summary>
    /// <param name="path">A file or a directory; a missing one yields an empty listing.</param>
    /// <param name="maxBytes">Larger files are listed with <see cref="HostFile.Error"/>.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<IReadOnlyList<HostFile>> ReadManifestsAsync(string path, long maxBytes, CancellationToken cancellation);

    /// <summary>Reports changes at a path until cancelled; completes early where the path cannot be watched.</summary>
    /// <param name="path">A file or a directory.</param>
    /// <param name="onChange">Called on any thread for each change, without detail: a hint to list again.</param>
    /// <param name="cancellation">Ends the watch.</param>
    Task WatchAsync(string path, Action<FileChange> onChange, CancellationToken cancellation);

    /// <summary>Gets a document over HTTP.</summary>
    /// <param name="url">Where; http or https.</param>
    /// <param name="headers">Headers of the request; their values may be secret.</param>
    /// <param name="maxBytes">A larger document is an error.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ReadOnlyMemory<byte>> FetchAsync(
        Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, long maxBytes, CancellationToken cancellation);

    /// <summary>Reads a small text file; null where it does not exist.</summary>
    Task<string?> ReadTextAsync(string path, CancellationToken cancellation);

    /// <summary>Writes a small text file whole or not at all, its directory included; only its owner may read it.</summary>
    Task WriteTextAsync(string path, string text, CancellationToken cancellation);

    /// <summary>Deletes a file; a missing one is no failure.</summary>
    Task DeleteFileAsync(string path, CancellationToken cancellation);

    /// <summary>
    /// Makes a container's log directory (0755, parents too) and returns the highest restart count among its
    /// <c>&lt;n&gt;.log*</c> files, or -1.
    /// </summary>
    Task<int> PrepareContainerLogsAsync(string directory, CancellationToken cancellation);

    /// <summary>
    /// Makes the files of one instance of a container below its pod's directory: the pod's hosts file (0644, its content replaced in
    /// place, so that containers that have it mounted see it) and an empty file for the termination message (0666).
    /// </summary>
    Task PrepareContainerFilesAsync(ContainerFiles files, CancellationToken cancellation);

    /// <summary>
    /// Reads the end of a regular file; null where it does not exist. What a container may have put in its place (a link, a pipe, a
    /// device) is an error and is neither followed nor waited for.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">So many bytes at most.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<FileTail?> ReadTailAsync(string path, int maxBytes, CancellationToken cancellation);

    /// <summary>Deletes a container's <c>&lt;n&gt;.log*</c> files with n below a restart count.</summary>
    Task PruneContainerLogsAsync(string directory, int keepFrom, CancellationToken cancellation);

    /// <summary>Makes or replaces a symbolic link, its directory included.</summary>
    Task LinkAsync(string link, string target, CancellationToken cancellation);

    /// <summary>Names of the directories directly below a directory; empty where it does not exist.</summary>
    Task<IReadOnlyList<string>> ListDirectoriesAsync(string directory, CancellationToken cancellation);

    /// <summary>Deletes a directory tree without following links and without crossing a mount point.</summary>
    Task DeleteTreeAsync(string directory, CancellationToken cancellation);

    /// <summary>Deletes the symbolic links directly below a directory whose targets are gone.</summary>
    Task DeleteDeadLinksAsync(string directory, CancellationToken cancellation);

    /// <summary>
    /// Looks at the machine's cgroups and makes those that pods' own go into. That this cannot be done (no right to, none there) is
    /// no failure but part of the answer.
    /// </summary>
    /// <param name="groups">The groups, parents first; none: pods get no cgroups of their own.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<CgroupFacts> PrepareCgroupsAsync(IReadOnlyList<CgroupSettings> groups, CancellationToken cancellation);

    /// <summary>Makes a cgroup where it does not exist and sets its limits.</summary>
    Task ApplyCgroupAsync(CgroupSettings group, CancellationToken cancellation);

    /// <summary>Kills what is left in a cgroup and those below it, and removes them; one that does not exist is no failure.</summary>
    /// <param name="path">Its path from the root of the hierarchy.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task RemoveCgroupAsync(string path, CancellationToken cancellation);

    /// <summary>What the machine is: CPUs, memory, identifiers, versions.</summary>
    Task<MachineFacts> ReadMachineAsync(CancellationToken cancellation);

    /// <summary>Size and free space of the file system that a directory is on.</summary>
    Task<FileSystemSpace> ReadSpaceAsync(string directory, CancellationToken cancellation);

    /// <summary>The machine's own IP addresses.</summary>
    Task<HostAddresses> ReadAddressesAsync(CancellationToken cancellation);

    /// <summary>The IP addresses that a name stands for, in the resolver's order; empty: none.</summary>
    Task<IReadOnlyList<string>> ResolveAsync(string name, CancellationToken cancellation);
}
