using Agent.Runtime.Native;

namespace Agent.Runtime.TestServers;

/// <summary>
/// The directories /files may read and write: the container's volumes and what --files names, and nothing they link to outside.
/// Anyone who can reach the port can ask, and the container may run as root.
/// </summary>
/// <param name="roots">The directories, as paths in the container.</param>
/// <param name="mounts">The folder with links in their place, where the runtime could not mount; null where it could.</param>
internal sealed class ServedFiles(IReadOnlyList<string> roots, string? mounts)
{
    /// <summary>Where a path of the container really is: the same, or behind the link that stands in for its volume.</summary>
    public string Locate(string path)
    {
        var linked = mounts is null ? null : Path.Join(mounts, path);
        return linked is not null && Path.Exists(linked) ? linked : path;
    }

    /// <summary>The real path of a file or directory that may be served, or null.</summary>
    public string? Find(string path) => Allowed(path, Libc.RealPath(Locate(path)));

    /// <summary>The real path a file may be written to, or null.</summary>
    public string? FindForWriting(string path)
    {
        if (Find(path) is { } existing)
        {
            return existing;
        }

        var parent = Path.GetDirectoryName(path);
        var real = parent is null || Path.Exists(Locate(path)) ? null : Libc.RealPath(Locate(parent));
        return real is null ? null : Allowed(path, Path.Join(real, Path.GetFileName(path)));
    }

    private string? Allowed(string path, string? real) =>
        real is not null && !path.Split('/').Contains("..") && roots.Any(root => IsIn(Libc.RealPath(Locate(root)), real)) ? real : null;

    private static bool IsIn(string? root, string path) =>
        root is not null && (path == root || path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal));
}
