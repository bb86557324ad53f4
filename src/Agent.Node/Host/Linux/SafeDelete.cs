namespace Agent.Node.Host.Linux;

/// <summary>Deletes a tree without following links and without crossing into another file system.</summary>
internal static class SafeDelete
{
    /// <summary>Deletes a directory and what is below it; a missing one is no error.</summary>
    /// <exception cref="IOException">A mount point lies below; nothing at or above it is deleted.</exception>
    public static void Tree(string directory)
    {
        var root = new DirectoryInfo(directory);
        if (!root.Exists)
        {
            return;
        }

        if (root.LinkTarget is not null)
        {
            root.Delete();
            return;
        }

        if (MountPoints.Below(root.FullName) is { Count: > 0 } mounts)
        {
            throw new IOException($"{mounts[0]} is a mount point: unmount it before {directory} can be deleted");
        }

        // .NET's recursive delete removes links themselves and never follows them.
        root.Delete(recursive: true);
    }
}
