using System.Text;
using Agent.Node.Host;

namespace Agent.Simulation.Host;

/// <content>The files of containers.</content>
public sealed partial class SimulatedHost
{
    /// <inheritdoc/>
    public Task PrepareContainerFilesAsync(ContainerFiles files, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Call(
            "PrepareContainerFiles",
            files.MessageDirectory,
            () =>
            {
                if (files.Hosts is not null)
                {
                    Write(files.HostsPath, files.HostsWith(files.NodeHosts is { } node ? Read(node) ?? "" : ""));
                }

                if (files.MessageFile.Length > 0)
                {
                    Remove(Below(files.MessageDirectory).Where(f => !files.Keep.Contains(Path.GetFileName(f))));
                    Write(files.MessagePath, "");
                }

                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<FileTail?> ReadTailAsync(string path, int maxBytes, CancellationToken cancellation) => Call<FileTail?>(
        "ReadTail",
        path,
        () =>
        {
            if (Read(path) is not { } text)
            {
                return null;
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            return new FileTail(bytes.AsMemory(Math.Max(0, bytes.Length - maxBytes)), bytes.Length <= maxBytes);
        },
        cancellation);
}
