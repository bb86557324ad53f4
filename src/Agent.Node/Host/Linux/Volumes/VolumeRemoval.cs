using System.Runtime.InteropServices;
using Agent.Node.Host.Linux.Native;
using Agent.Node.Host.Volumes;

namespace Agent.Node.Host.Linux.Volumes;

/// <summary>Takes volumes from pods. What is not the node's own is never deleted: of such a volume only the empty mount point goes.</summary>
internal static class VolumeRemoval
{
    // Volumes whose content the node made; as the kubelet names their directories.
    private static readonly string[] Owned =
        ["kubernetes.io~empty-dir", "kubernetes.io~configmap", "kubernetes.io~secret", "kubernetes.io~projected", "kubernetes.io~downward-api"];

    /// <summary>Removes a volume of a pod.</summary>
    public static void Volume(VolumeTearDown tearDown)
    {
        RemoveSubPaths(Path.Combine(tearDown.PodDirectory, "volume-subpaths", tearDown.Name), tearDown.Force);
        foreach (var plugin in Directories(Path.Combine(tearDown.PodDirectory, "volumes")))
        {
            var directory = Path.Combine(plugin.FullName, tearDown.Name);
            // By its name alone: a server that does not answer would hold whoever looks at the directory itself.
            if (Directory.GetFileSystemEntries(plugin.FullName).Contains(directory))
            {
                Mounts.Unmount(directory, tearDown.Force);
                Remove(plugin.Name, directory);
            }
        }

        EmptyDirs.Forget(tearDown.PodDirectory, tearDown.Name);
    }

    /// <summary>Removes everything of a pod that is gone.</summary>
    public static void Pod(string podDirectory)
    {
        if (!Directory.Exists(podDirectory))
        {
            return;
        }

        // Deepest first: a mount may lie below another.
        foreach (var point in MountPoints.Below(podDirectory).OrderByDescending(p => p.Length))
        {
            Mounts.Unmount(point, force: true);
        }

        RemoveSubPathsOfAll(Path.Combine(podDirectory, "volume-subpaths"));
        var volumes = Path.Combine(podDirectory, "volumes");
        foreach (var plugin in Directories(volumes))
        {
            foreach (var volume in Directories(plugin.FullName))
            {
                Remove(plugin.Name, volume.FullName);
            }

            RemoveEmpty(plugin.FullName);
        }

        SafeDelete.Tree(podDirectory);
    }

    private static void Remove(string plugin, string directory)
    {
        if (Owned.Contains(plugin))
        {
            SafeDelete.Tree(directory);
        }
        else
        {
            RemoveEmpty(directory);
        }
    }

    private static void RemoveSubPathsOfAll(string directory)
    {
        foreach (var volume in Directories(directory))
        {
            RemoveSubPaths(volume.FullName, force: true);
        }
    }

    private static void RemoveSubPaths(string directory, bool force)
    {
        foreach (var container in Directories(directory))
        {
            foreach (var part in container.EnumerateFileSystemInfos())
            {
                Mounts.Unmount(part.FullName, force);
                if (part is DirectoryInfo { LinkTarget: null })
                {
                    RemoveEmpty(part.FullName);
                }
                else
                {
                    Libc.Check(Libc.Unlink(part.FullName), "remove " + part.FullName);
                }
            }

            RemoveEmpty(container.FullName);
        }

        RemoveEmpty(directory);
    }

    private static IEnumerable<DirectoryInfo> Directories(string directory) => Directory.Exists(directory)
        ? [.. new DirectoryInfo(directory).EnumerateDirectories().Where(d => d.LinkTarget is null).OrderBy(d => d.Name, StringComparer.Ordinal)]
        : [];

    private static void RemoveEmpty(string directory)
    {
        if (Libc.RemoveDirectory(directory) == -1 && Marshal.GetLastPInvokeError() != Errno.NoEntry)
        {
            throw Libc.Error($"remove {directory}, which holds what is not the node's to delete");
        }
    }
}
