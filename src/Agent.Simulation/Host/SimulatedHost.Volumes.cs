using Agent.Node.Host.Volumes;

namespace Agent.Simulation.Host;

/// <content>Volumes of pods. A fault's container is the path, its pod the UID.</content>
public sealed partial class SimulatedHost
{
    private readonly SortedDictionary<string, string> _mounts = new(StringComparer.Ordinal);

    /// <summary>Directories of volumes, empty ones too.</summary>
    private SortedSet<string> Directories { get; } = new(StringComparer.Ordinal);

    /// <summary>What is mounted, by mount point; a reboot forgets it.</summary>
    public IReadOnlyDictionary<string, string> Mounts => _mounts;

    /// <summary>Paths that a hostPath volume finds, with their type, as <c>Directory</c>; others are absent.</summary>
    public SortedDictionary<string, string> HostPaths { get; } = new(StringComparer.Ordinal);

    /// <summary>The machine starts anew: nothing is mounted any more, and what was in memory is gone.</summary>
    public void Reboot()
    {
        foreach (var point in _mounts.Keys)
        {
            Remove(Below(point));
        }

        _mounts.Clear();
    }

    /// <inheritdoc/>
    public Task SetUpEmptyDirAsync(EmptyDirSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return VolumeCall(
            "SetUpEmptyDir",
            setup.PodDirectory,
            setup.Directory,
            () =>
            {
                Directories.Add(setup.Directory);
                if (setup.FileSystem.Length > 0)
                {
                    _mounts[setup.Directory] = setup.FileSystem;
                }

                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> WriteFilesAsync(FilesSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return VolumeCall("WriteFiles", setup.PodDirectory, setup.Directory, () => WriteFiles(setup), cancellation);
    }

    /// <inheritdoc/>
    public Task CheckHostPathAsync(string path, string type, CancellationToken cancellation) => Call(
        "CheckHostPath",
        path,
        () =>
        {
            if (type.Length == 0 || HostPaths.GetValueOrDefault(path) == type.Replace("OrCreate", "", StringComparison.Ordinal))
            {
                return true;
            }

            if (!HostPaths.ContainsKey(path) && type.EndsWith("OrCreate", StringComparison.Ordinal))
            {
                HostPaths[path] = type.Replace("OrCreate", "", StringComparison.Ordinal);
                return true;
            }

            throw new Ports.SimulatedFailureException(new IOException($"hostPath type check failed: {path} is not a {type}"));
        },
        cancellation);

    /// <inheritdoc/>
    public Task MountAsync(MountSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return VolumeCall(
            "Mount",
            setup.PodDirectory,
            setup.Directory,
            () =>
            {
                Directories.Add(setup.Directory);
                return _mounts[setup.Directory] = setup.Source;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<string> SetUpSubPathAsync(SubPathSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return Call(
            "SetUpSubPath",
            setup.Target,
            () =>
            {
                Directories.Add(setup.Target);
                _mounts[setup.Target] = $"{setup.VolumePath}/{setup.SubPath}";
                return setup.Target;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task TearDownVolumeAsync(VolumeTearDown tearDown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tearDown);
        return VolumeCall(
            "TearDownVolume",
            tearDown.PodDirectory,
            tearDown.Name,
            () =>
            {
                var roots = Directories.Concat(_mounts.Keys)
                    .Where(d => IsAtOrBelow(d, tearDown.PodDirectory) && d.Split('/').Contains(tearDown.Name))
                    .ToList();
                roots.ForEach(Forget);
                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task TearDownPodAsync(string podDirectory, CancellationToken cancellation) => VolumeCall(
        "TearDownPod",
        podDirectory,
        podDirectory,
        () =>
        {
            Forget(podDirectory);
            return true;
        },
        cancellation);

    private bool WriteFiles(FilesSetup setup)
    {
        Directories.Add(setup.Directory);
        if (setup.MemoryOptions is not null)
        {
            _mounts[setup.Directory] = "tmpfs";
        }

        var wanted = setup.Files.ToDictionary(f => Path.Combine(setup.Directory, f.Path), f => f.Content, StringComparer.Ordinal);
        var before = Below(setup.Directory).ToList();
        if (before.Count == wanted.Count && before.All(f => wanted.TryGetValue(f, out var content) && content.Span.SequenceEqual(_files[f].Content.Span)))
        {
            return false;
        }

        Remove(before);
        foreach (var (path, content) in wanted)
        {
            _files[path] = new SimulatedFile(content, null);
        }

        return true;
    }

    private void Forget(string root)
    {
        Remove(Below(root));
        _mounts.Keys.Where(m => IsAtOrBelow(m, root)).ToList().ForEach(m => _mounts.Remove(m));
        Directories.RemoveWhere(d => IsAtOrBelow(d, root));
    }

    private Task<T> VolumeCall<T>(string method, string podDirectory, string path, Func<T> effect, CancellationToken cancellation) => _port.Call<T>(
        new Ports.CallSubject(method, PodUid: Path.GetFileName(podDirectory), Container: path), path, Latency, call => call.Return(effect()), cancellation);
}
