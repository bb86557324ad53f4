using Agent.Node.Host.Linux.Native;
using Agent.Node.Host.Volumes;

namespace Agent.Node.Host.Linux.Volumes;

/// <summary>emptyDir volumes. A marker beside them says that one was made completely, as the kubelet's does.</summary>
internal static class EmptyDirs
{
    public static void SetUp(EmptyDirSetup setup)
    {
        var marker = Marker(setup.PodDirectory, setup.Name);
        var mustMount = setup.FileSystem.Length > 0 && !(FileStat.Of(setup.Directory)?.IsMountRoot ?? false);
        if (!mustMount && File.Exists(marker) && Directory.Exists(setup.Directory))
        {
            return;
        }

        PodDirectories.Ensure(setup.PodDirectory, setup.Directory);
        if (mustMount)
        {
            if (!Libc.IsRoot)
            {
                throw new IOException($"emptyDir medium {setup.FileSystem}: only root may mount; run the agent as root or leave medium out");
            }

            Mounts.InMemory(setup.FileSystem, setup.Directory, setup.Options);
        }

        File.SetUnixFileMode(setup.Directory, AtomicWriter.All);
        Ownership.Apply(setup.Directory, setup.Ownership);
        PodDirectories.Ensure(setup.PodDirectory, Path.GetDirectoryName(marker)!);
        File.WriteAllBytes(marker, []);
    }

    /// <summary>Removes the marker; the volume counts as not made from then on.</summary>
    public static void Forget(string podDirectory, string name) => SafeDelete.Tree(Path.GetDirectoryName(Marker(podDirectory, name))!);

    private static string Marker(string podDirectory, string name) => Path.Combine(podDirectory, "plugins", "kubernetes.io~empty-dir", name, "ready");
}
