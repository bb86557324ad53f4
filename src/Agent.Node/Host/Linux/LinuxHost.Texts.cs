using System.Text;

namespace Agent.Node.Host.Linux;

/// <content>Small files that the agent keeps.</content>
public sealed partial class LinuxHost
{
    private const UnixFileMode PrivateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <inheritdoc/>
    public Task WriteTextAsync(string path, string text, CancellationToken cancellation) => _threads.Run(
        path,
        () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, PodDirectoryMode);
            var temporary = path + ".new";
            File.Delete(temporary);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = PrivateMode };
            using (var file = new FileStream(temporary, options))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        },
        cancellation);

    /// <inheritdoc/>
    public Task DeleteFileAsync(string path, CancellationToken cancellation) => _threads.Run(
        path,
        () =>
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        },
        cancellation);
}
