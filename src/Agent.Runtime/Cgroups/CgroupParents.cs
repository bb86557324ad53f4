using System.Text.Json;
using Agent.Runtime.Native;
using Agent.Runtime.State;

namespace Agent.Runtime.Cgroups;

/// <summary>
/// Remembers, also over restarts, which parent cgroups this runtime had to make, so that it removes those and no others:
/// the node agent makes most of them itself.
/// </summary>
/// <param name="path">The file it is kept in.</param>
internal sealed class CgroupParents(string path)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _made = Load(path);

    /// <summary>Makes the parents of a cgroup directory that are missing.</summary>
    public void MakeParents(string directory)
    {
        var missing = new Stack<string>();
        for (var parent = Path.GetDirectoryName(directory); parent is not null && !Directory.Exists(parent); parent = Path.GetDirectoryName(parent))
        {
            missing.Push(parent);
        }

        if (missing.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            // Noted first: a directory made and not noted would stay for ever.
            _made.UnionWith(missing);
            Save();
            foreach (var parent in missing)
            {
                Directory.CreateDirectory(parent);
            }
        }
    }

    /// <summary>Removes those that are no longer used.</summary>
    public void RemoveUnused()
    {
        lock (_lock)
        {
            var removed = _made.OrderByDescending(directory => directory.Length)
                .Count(directory => (Libc.RmdirRaw(directory) == 0 || Libc.LastError == Errno.ENOENT) && _made.Remove(directory));
            if (removed > 0)
            {
                Save();
            }
        }
    }

    private void Save() => StateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(_made));

    private static HashSet<string> Load(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<HashSet<string>>(File.ReadAllBytes(path)) ?? [] : [];
        }
        catch (JsonException)
        {
            // Only a list of empty directories to clean up later; nothing else depends on it.
            return [];
        }
    }
}
