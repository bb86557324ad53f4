using Agent.Node.Host.Linux.Native;

namespace Agent.Node.Host.Linux.Volumes;

/// <summary>Makes the directories of a pod, for the node alone.</summary>
internal static class PodDirectories
{
    // The kubelet's mode of pod directories, 0750.
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    /// <summary>Makes a volume's directory and those above it up to the pod's.</summary>
    /// <param name="podDirectory">The pod's directory.</param>
    /// <param name="directory">The directory, below the pod's.</param>
    public static void Ensure(string podDirectory, string directory)
    {
        Make(podDirectory);
        Make(Path.Combine(podDirectory, "volumes"));
        Make(Path.Combine(podDirectory, "plugins"));
        var path = podDirectory;
        foreach (var part in Path.GetRelativePath(podDirectory, directory).Split('/'))
        {
            path = Path.Combine(path, part);
            Make(path);
        }

        if (FileStat.Of(directory) is not { IsDirectory: true })
        {
            throw new IOException($"{directory} is not a directory");
        }
    }

    // Of directories made on the way to one .NET gives only the last the mode.
    private static void Make(string directory) => Directory.CreateDirectory(directory, Mode);
}
