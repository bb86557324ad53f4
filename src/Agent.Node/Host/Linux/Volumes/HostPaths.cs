using Agent.Node.Host.Linux.Native;

namespace Agent.Node.Host.Linux.Volumes;

/// <summary>Checks of hostPath volumes, with the kubelet's words.</summary>
internal static class HostPaths
{
    private const UnixFileMode DirectoryMode = (UnixFileMode)0x1ED;   // 0755
    private const UnixFileMode NewFileMode = (UnixFileMode)0x1A4;     // 0644

    public static void Check(string path, string type)
    {
        if (type.Length == 0)
        {
            return;
        }

        var found = FileStat.Of(path, followLinks: true);
        if (found is null && type == "DirectoryOrCreate")
        {
            Directory.CreateDirectory(path, DirectoryMode);
            return;
        }

        if (found is null && type == "FileOrCreate")
        {
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = NewFileMode });
            return;
        }

        var (kind, name) = type switch
        {
            "Directory" or "DirectoryOrCreate" => (FileStat.Directory, "a directory"),
            "File" or "FileOrCreate" => (FileStat.Regular, "a file"),
            "Socket" => (FileStat.Socket, "a socket file"),
            "CharDevice" => (FileStat.CharDevice, "a character device"),
            "BlockDevice" => (FileStat.BlockDevice, "a block device"),
            _ => throw new IOException($"{type} is an invalid volume type; allowed are DirectoryOrCreate, Directory, FileOrCreate, File, Socket, CharDevice, BlockDevice"),
        };
        if (found?.Kind != kind)
        {
            throw new IOException($"hostPath type check failed: {path} is not {name}");
        }
    }
}
