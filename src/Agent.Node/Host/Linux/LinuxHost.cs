using System.Globalization;

namespace Agent.Node.Host.Linux;

/// <summary>The real host: its files through the file system, on threads of their own.</summary>
public sealed partial class LinuxHost : IHost, IDisposable
{
    private const UnixFileMode DirectoryMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly HostThreads _threads = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<HostFile>> ReadManifestsAsync(string path, long maxBytes, CancellationToken cancellation) =>
        _threads.Run(path, () => ReadManifests(path, maxBytes), cancellation);

    /// <inheritdoc/>
    public async Task WatchAsync(string path, Action<FileChange> onChange, CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Looking at the path and adding the watch may hang, as any call there.
        using var watcher = await _threads.Run(path, () => BeginWatch(path, onChange, ended), cancellation).ConfigureAwait(false);
        if (watcher is not null)
        {
            // What changed before the watch stood went unseen.
            onChange(FileChange.Complete);
            await using var registration = cancellation.Register(() => ended.TrySetCanceled(cancellation));
            await ended.Task.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<string?> ReadTextAsync(string path, CancellationToken cancellation) =>
        _threads.Run<string?>(path, () => File.Exists(path) ? File.ReadAllText(path) : null, cancellation);

    /// <inheritdoc/>
    public Task<int> PrepareContainerLogsAsync(string directory, CancellationToken cancellation) => _threads.Run(
        directory,
        () =>
        {
            Directory.CreateDirectory(directory, DirectoryMode);
            return LogNumbers(directory).DefaultIfEmpty(-1).Max();
        },
        cancellation);

    /// <inheritdoc/>
    public Task PruneContainerLogsAsync(string directory, int keepFrom, CancellationToken cancellation) => _threads.Run(
        directory,
        () =>
        {
            foreach (var file in new DirectoryInfo(directory).EnumerateFiles())
            {
                if (LogNumber(file.Name) is { } number && number < keepFrom)
                {
                    file.Delete();
                }
            }
        },
        cancellation);

    /// <inheritdoc/>
    public Task LinkAsync(string link, string target, CancellationToken cancellation) => _threads.Run(
        link,
        () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(link)!, DirectoryMode);
            var temporary = link + ".new";
            File.Delete(temporary);
            File.CreateSymbolicLink(temporary, target);
            File.Move(temporary, link, overwrite: true);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListDirectoriesAsync(string directory, CancellationToken cancellation) =>
        _threads.Run<IReadOnlyList<string>>(
            directory,
            () => Directory.Exists(directory)
                ? [.. new DirectoryInfo(directory).EnumerateDirectories().Where(d => d.LinkTarget is null).Select(d => d.Name).Order(StringComparer.Ordinal)]
                : [],
            cancellation);

    /// <inheritdoc/>
    public Task DeleteTreeAsync(string directory, CancellationToken cancellation) =>
        _threads.Run(directory, () => SafeDelete.Tree(directory), cancellation);

    /// <inheritdoc/>
    public Task DeleteDeadLinksAsync(string directory, CancellationToken cancellation) => _threads.Run(
        directory,
        () =>
        {
            if (!Directory.Exists(directory))
            {
                return;
            }

            foreach (var entry in new DirectoryInfo(directory).EnumerateFiles())
            {
                if (entry.LinkTarget is { } target && !File.Exists(Path.Combine(directory, target)))
                {
                    entry.Delete();
                }
            }
        },
        cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _threads.Dispose();
        _health.Dispose();
        _volumeThreads.Dispose();
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private static Inotify? BeginWatch(string path, Action<FileChange> onChange, TaskCompletionSource ended)
    {
        var directory = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path));
        return directory is null || !Directory.Exists(directory) ? null : Inotify.Watch(directory, onChange, e => ended.TrySetException(e));
    }

    private static IReadOnlyList<HostFile> ReadManifests(string path, long maxBytes)
    {
        if (File.Exists(path))
        {
            return [ReadFile(new FileInfo(path), maxBytes)];
        }

        if (!Directory.Exists(path))
        {
            return [];
        }

        return [.. new DirectoryInfo(path).EnumerateFiles()
            .Where(f => !f.Name.StartsWith('.'))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => ReadFile(f, maxBytes))];
    }

    private static HostFile ReadFile(FileInfo file, long maxBytes)
    {
        try
        {
            // A device or a pipe would hang the reader; a link is followed to what it names.
            var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            if ((target.Attributes & FileAttributes.Device) != 0)
            {
                return new HostFile(file.FullName, default, "not a regular file");
            }

            return target.Length > maxBytes
                ? new HostFile(file.FullName, default, $"{target.Length} bytes; at most {maxBytes} are allowed")
                : new HostFile(file.FullName, File.ReadAllBytes(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new HostFile(file.FullName, default, e.Message);
        }
    }

    private static IEnumerable<int> LogNumbers(string directory) =>
        new DirectoryInfo(directory).EnumerateFiles().Select(f => LogNumber(f.Name)).OfType<int>();

    private static int? LogNumber(string name) =>
        name.IndexOf(".log", StringComparison.Ordinal) is var dot and > 0
            && int.TryParse(name.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
