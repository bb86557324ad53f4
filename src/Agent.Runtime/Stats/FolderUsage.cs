using Agent.Cri.Protocol;
using Agent.Runtime.Containers;

namespace Agent.Runtime.Stats;

/// <summary>Disk use of the runtime's folders. They hold a few small files each, so they are counted when asked.</summary>
internal sealed class FolderUsage(string root, TimeProvider clock)
{
    /// <summary>What a folder uses; the file system is named by the runtime's root.</summary>
    public FilesystemUsage Of(string folder)
    {
        ulong bytes = 0;
        ulong files = 1;
        try
        {
            // Links are not followed: they lead to volumes.
            var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options))
            {
                files++;
                bytes += entry is FileInfo { Exists: true } file ? (ulong)file.Length : 0;
            }
        }
        catch (IOException)
        {
            // Removed meanwhile: it uses what was counted so far, and soon nothing.
        }

        return new FilesystemUsage
        {
            Timestamp = ContainerMessages.Nanoseconds(clock.GetUtcNow()),
            FsId = new FilesystemIdentifier { Mountpoint = root },
            UsedBytes = new UInt64Value { Value = bytes },
            InodesUsed = new UInt64Value { Value = files },
        };
    }
}
