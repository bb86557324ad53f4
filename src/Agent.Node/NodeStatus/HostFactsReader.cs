using Agent.Node.Host;

namespace Agent.Node.NodeStatus;

/// <summary>Reads the machine's part of a node's facts. One that cannot be read does not keep the others from being read.</summary>
internal static class HostFactsReader
{
    /// <summary>Reads.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="rootDirectory">The directory whose file system holds pods.</param>
    /// <param name="lookUp">Name whose addresses are wanted; null: none is.</param>
    /// <param name="cancellation">Gives up what has not been read yet.</param>
    public static async Task<HostFacts> ReadAsync(IHost host, string rootDirectory, string? lookUp, CancellationToken cancellation)
    {
        var errors = new List<string>();
        var machine = await Try("the machine", host.ReadMachineAsync(cancellation), errors).ConfigureAwait(false);
        var addresses = await Try("the addresses", host.ReadAddressesAsync(cancellation), errors).ConfigureAwait(false);
        var space = await Try($"the space of {rootDirectory}", host.ReadSpaceAsync(rootDirectory, cancellation), errors).ConfigureAwait(false);
        var resolved = lookUp is null ? []
            : await Try($"the addresses of the name {lookUp}", host.ResolveAsync(lookUp, cancellation), errors).ConfigureAwait(false);
        return new HostFacts(NodeFactsRead.Nothing with { Machine = machine, Addresses = addresses, Space = space, Resolved = resolved }, errors);
    }

    private static async Task<T?> Try<T>(string what, Task<T> reading, List<string> errors)
        where T : class
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            errors.Add($"{what} could not be read in time");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{what} could not be read: {e.Message}");
        }

        return null;
    }
}
