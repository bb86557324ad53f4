namespace Agent.Simulation.Host;

/// <content>Documents over HTTP.</content>
public sealed partial class SimulatedHost
{
    /// <summary>Documents that the agent may fetch, by URL; for others it gets an error.</summary>
    public SortedDictionary<string, byte[]> Pages { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> FetchAsync(
        Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, long maxBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(url);
        return Call<ReadOnlyMemory<byte>>(
            "Fetch",
            url.ToString(),
            () => Pages.TryGetValue(url.ToString(), out var page)
                ? page
                : throw new Ports.SimulatedFailureException(new IOException("HTTP 404; only 200 counts")),
            cancellation);
    }
}
