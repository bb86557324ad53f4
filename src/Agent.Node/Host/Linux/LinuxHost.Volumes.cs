using Agent.Node.Host.Linux.Native;
using Agent.Node.Host.Linux.Volumes;
using Agent.Node.Host.Volumes;

namespace Agent.Node.Host.Linux;

/// <content>Volumes of pods, on threads apart from those of other files: a server that does not answer holds the thread that asks.</content>
public sealed partial class LinuxHost
{
    private readonly HostThreads _volumeThreads = new(limit: 8);

    /// <inheritdoc/>
    public Task SetUpEmptyDirAsync(EmptyDirSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return _volumeThreads.Run(setup.Directory, () => EmptyDirs.SetUp(setup), cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> WriteFilesAsync(FilesSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return _volumeThreads.Run(
            setup.Directory,
            () =>
            {
                if (!Directory.Exists(setup.Directory))
                {
                    PodDirectories.Ensure(setup.PodDirectory, setup.Directory);
                }

                if (setup.MemoryOptions is { } options && Libc.IsRoot && !Mounts.IsMountPoint(setup.Directory))
                {
                    Mounts.InMemory("tmpfs", setup.Directory, options);
                }

                if (File.GetUnixFileMode(setup.Directory) is var mode && (mode & AtomicWriter.All) != AtomicWriter.All)
                {
                    File.SetUnixFileMode(setup.Directory, AtomicWriter.All);
                }

                return AtomicWriter.Write(setup.Directory, setup.Files, setup.Ownership);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task CheckHostPathAsync(string path, string type, CancellationToken cancellation) =>
        _volumeThreads.Run(path, () => HostPaths.Check(path, type), cancellation);

    /// <inheritdoc/>
    public Task MountAsync(MountSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return _volumeThreads.Run(
            setup.Directory,
            () =>
            {
                if (!Mounts.IsMountPoint(setup.Directory))
                {
                    if (!Libc.IsRoot)
                    {
                        throw new IOException($"mount {setup.Source}: only root may mount; run the agent as root");
                    }

                    PodDirectories.Ensure(setup.PodDirectory, setup.Directory);
                    if (setup.FileSystem.Length > 0)
                    {
                        Mounts.ByProgram(setup.FileSystem, setup.Source, setup.Directory, setup.Options, cancellation);
                    }
                    else
                    {
                        Mounts.Bind(setup.Source, setup.Directory, setup.Options.Contains("ro"));
                    }
                }

                Ownership.Apply(setup.Directory, setup.Ownership);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<string> SetUpSubPathAsync(SubPathSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return _volumeThreads.Run(setup.Target, () => SubPaths.SetUp(setup), cancellation);
    }

    /// <inheritdoc/>
    public Task TearDownVolumeAsync(VolumeTearDown tearDown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tearDown);

        // Named apart from the calls on the path itself: one of those may hang, which is why it is torn down by force.
        var name = $"{tearDown.PodDirectory} {tearDown.Name}{(tearDown.Force ? " by force" : "")}";
        return _volumeThreads.Run(name, () => VolumeRemoval.Volume(tearDown), cancellation);
    }

    /// <inheritdoc/>
    public Task TearDownPodAsync(string podDirectory, CancellationToken cancellation) =>
        _volumeThreads.Run(podDirectory, () => VolumeRemoval.Pod(podDirectory), cancellation);
}
