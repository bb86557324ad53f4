using System.Net;
using System.Net.Sockets;
using Agent.Node.Host.Machine;

namespace Agent.Node.Host.Linux;

public sealed partial class LinuxHost
{
    /// <inheritdoc/>
    public Task<MachineFacts> ReadMachineAsync(CancellationToken cancellation) =>
        _threads.Run("/proc", () => new MachineFiles().Read(), cancellation);

    /// <inheritdoc/>
    public Task<FileSystemSpace> ReadSpaceAsync(string directory, CancellationToken cancellation) => _threads.Run(
        directory,
        () =>
        {
            var drive = new DriveInfo(directory);
            return new FileSystemSpace(drive.TotalSize, drive.AvailableFreeSpace);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<HostAddresses> ReadAddressesAsync(CancellationToken cancellation) =>
        _threads.Run("/proc/net", LinuxAddresses.Read, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ResolveAsync(string name, CancellationToken cancellation) =>
        _threads.Run<IReadOnlyList<string>>(
            "name " + name,
            () =>
            {
                try
                {
                    return [.. Dns.GetHostAddresses(name).Select(address => address.ToString())];
                }
                catch (SocketException)
                {
                    return [];
                }
            },
            cancellation);
}
