namespace Agent.Node.Host.Linux;

/// <content>Documents over HTTP.</content>
public sealed partial class LinuxHost
{
    private static readonly TimeSpan IdleConnection = TimeSpan.FromMinutes(1);

    private readonly Lazy<HttpClient> _http = new(() => new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = IdleConnection })
    {
        // The caller's deadline is the only one.
        Timeout = Timeout.InfiniteTimeSpan,
    });

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(
        Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, long maxBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(headers);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (response.StatusCode != System.Net.HttpStatusCode.OK)
            {
                throw new IOException($"HTTP {(int)response.StatusCode}; only 200 counts");
            }

            using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (await body.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var read and > 0)
            {
                content.Write(buffer, 0, read);
                if (content.Length > maxBytes)
                {
                    throw new IOException($"more than {maxBytes} bytes");
                }
            }

            return content.ToArray();
        }
        catch (HttpRequestException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
