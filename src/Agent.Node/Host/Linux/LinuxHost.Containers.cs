using System.Text;

namespace Agent.Node.Host.Linux;

/// <content>The files of containers.</content>
public sealed partial class LinuxHost
{
    private const UnixFileMode PodDirectoryMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private const UnixFileMode HostsMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // A container's user, whoever that is, writes it.
    private const UnixFileMode MessageMode = HostsMode | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private const int MaxHostsBytes = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public Task PrepareContainerFilesAsync(ContainerFiles files, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        return _threads.Run(files.MessageDirectory, () => PrepareContainerFiles(files), cancellation);
    }

    /// <inheritdoc/>
    public Task<FileTail?> ReadTailAsync(string path, int maxBytes, CancellationToken cancellation) =>
        _threads.Run(path, () => RegularFile.ReadTail(path, maxBytes), cancellation);

    private static void PrepareContainerFiles(ContainerFiles files)
    {
        Directory.CreateDirectory(files.PodDirectory, PodDirectoryMode);
        if (files.Hosts is not null)
        {
            var node = files.NodeHosts is { } path && File.Exists(path) ? File.ReadAllText(path) : "";
            WriteHosts(files.HostsPath, files.HostsWith(node));
        }

        if (files.MessageFile.Length > 0)
        {
            Directory.CreateDirectory(files.MessageDirectory, PodDirectoryMode);
            foreach (var old in new DirectoryInfo(files.MessageDirectory).EnumerateFiles().Where(f => !files.Keep.Contains(f.Name)))
            {
                old.Delete();
            }

            using (new FileStream(files.MessagePath, FileMode.CreateNew, FileAccess.Write))
            {
                // Made empty.
            }

            // Apart from the creation, whose mode the umask would cut.
            File.SetUnixFileMode(files.MessagePath, MessageMode);
        }
    }

    /// <summary>Replaces the content in place; where it is what it should be, nobody sees it half written.</summary>
    private static void WriteHosts(string path, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        if (RegularFile.ReadTail(path, MaxHostsBytes) is { IsWhole: true } present && present.Content.Span.SequenceEqual(content))
        {
            return;
        }

        using (var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write))
        {
            file.Write(content);
            file.SetLength(content.Length);
        }

        File.SetUnixFileMode(path, HostsMode);
    }
}
