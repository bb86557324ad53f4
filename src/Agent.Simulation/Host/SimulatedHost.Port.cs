using System.Globalization;
using System.Text;
using Agent.Node.Host;

namespace Agent.Simulation.Host;

/// <summary>The port that the agent uses.</summary>
public sealed partial class SimulatedHost : IHost
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<HostFile>> ReadManifestsAsync(string path, long maxBytes, CancellationToken cancellation) =>
        Call<IReadOnlyList<HostFile>>(
            "ReadManifests",
            path,
            () => [.. _files
                .Where(f => f.Key == path || (IsAtOrBelow(f.Key, path) && Path.GetDirectoryName(f.Key) == path.TrimEnd('/') && !Path.GetFileName(f.Key).StartsWith('.')))
                .Select(f => f.Value.Content.Length > maxBytes
                    ? new HostFile(f.Key, default, $"{f.Value.Content.Length} bytes; at most {maxBytes} are allowed")
                    : new HostFile(f.Key, f.Value.Content))],
            cancellation);

    /// <inheritdoc/>
    public Task WatchAsync(string path, Action<FileChange> onChange, CancellationToken cancellation)
    {
        var watch = new Watch(path, onChange);
        var ended = new TaskCompletionSource();
        _watches.Add(watch);
        cancellation.Register(() => _port.Clock.Schedule(TimeSpan.Zero, () =>
        {
            _watches.Remove(watch);
            ended.TrySetCanceled(cancellation);
        }));
        return ended.Task;
    }

    /// <inheritdoc/>
    public Task<string?> ReadTextAsync(string path, CancellationToken cancellation) =>
        Call("ReadText", path, () => Read(path), cancellation);

    /// <inheritdoc/>
    public Task<int> PrepareContainerLogsAsync(string directory, CancellationToken cancellation) => Call(
        "PrepareContainerLogs", directory, () => Below(directory).Select(LogNumber).OfType<int>().DefaultIfEmpty(-1).Max(), cancellation);

    /// <inheritdoc/>
    public Task PruneContainerLogsAsync(string directory, int keepFrom, CancellationToken cancellation) => Call(
        "PruneContainerLogs", directory, () => Remove(Below(directory).Where(f => LogNumber(f) < keepFrom)), cancellation);

    /// <inheritdoc/>
    public Task LinkAsync(string link, string target, CancellationToken cancellation) => Call(
        "Link", link, () => _files[link] = new SimulatedFile(Encoding.UTF8.GetBytes(target), target), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListDirectoriesAsync(string directory, CancellationToken cancellation) => Call<IReadOnlyList<string>>(
        "ListDirectories",
        directory,
        () => [.. Below(directory).Concat(Directories.Where(d => IsAtOrBelow(d, directory)).Select(d => d + "/"))
            .Select(f => f[(directory.TrimEnd('/').Length + 1)..].Split('/'))
            .Where(names => names.Length > 1)
            .Select(names => names[0])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)],
        cancellation);

    /// <inheritdoc/>
    public Task DeleteTreeAsync(string directory, CancellationToken cancellation) =>
        Call("DeleteTree", directory, () => Remove(Below(directory)), cancellation);

    /// <inheritdoc/>
    public Task DeleteDeadLinksAsync(string directory, CancellationToken cancellation) => Call(
        "DeleteDeadLinks", directory, () => Remove(Below(directory).Where(f => _files[f].LinkTarget is { } target && !_files.ContainsKey(target))), cancellation);

    private int Remove(IEnumerable<string> paths)
    {
        var all = paths.ToList();
        all.ForEach(p => _files.Remove(p));
        return all.Count;
    }

    private static int? LogNumber(string path) =>
        Path.GetFileName(path).Split(".log") is [var number, ..] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
