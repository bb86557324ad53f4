using Agent.Node.Host.Machine;

namespace Agent.Simulation.Host;

/// <summary>The machine that the node is.</summary>
public sealed partial class SimulatedHost
{
    /// <summary>What the machine is; may be changed at any time.</summary>
    public MachineFacts Machine { get; set; }

    /// <summary>The file system that everything is on.</summary>
    public FileSystemSpace Space { get; set; } = new(100L << 30, 80L << 30);

    /// <summary>The machine's addresses.</summary>
    public HostAddresses Addresses { get; set; } = new(["127.0.0.1", "192.0.2.1", "::1"], "192.0.2.1", null);

    /// <summary>What names stand for.</summary>
    public SortedDictionary<string, IReadOnlyList<string>> Names { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<MachineFacts> ReadMachineAsync(CancellationToken cancellation) => Call("ReadMachine", "", () => Machine, cancellation);

    /// <inheritdoc/>
    public Task<FileSystemSpace> ReadSpaceAsync(string directory, CancellationToken cancellation) =>
        Call("ReadSpace", directory, () => Space, cancellation);

    /// <inheritdoc/>
    public Task<HostAddresses> ReadAddressesAsync(CancellationToken cancellation) => Call("ReadAddresses", "", () => Addresses, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ResolveAsync(string name, CancellationToken cancellation) =>
        Call("Resolve", name, () => Names.GetValueOrDefault(name, []), cancellation);

    private static MachineFacts MachineOf(string node) => new()
    {
        Cores = 4,
        MemoryBytes = 8L << 30,
        MachineId = "machine of " + node,
        SystemUuid = "hardware of " + node,
        BootId = "first boot of " + node,
        KernelVersion = "6.1.0-simulated",
        OsImage = "Simulated Linux",
        Architecture = "amd64",
    };
}
