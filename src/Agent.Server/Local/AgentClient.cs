using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Agent.Server.Local;

/// <summary>Asks a running agent over its unix socket.</summary>
public sealed class AgentClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly string _socket;

    /// <param name="socket">Path of the agent's socket.</param>
    public AgentClient(string socket)
    {
        _socket = socket;
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false })
        {
            BaseAddress = new Uri("http://agent"),
            Timeout = Deadline,
        };
    }

    /// <summary>What the agent says of itself and its pods.</summary>
    /// <exception cref="AgentUnreachableException">No agent answers.</exception>
    public Task<NodeReport> ExplainAsync(CancellationToken cancellation) =>
        AskAsync(() => _http.GetFromJsonAsync("/explain", LocalJson.Default.NodeReport, cancellation));

    /// <summary>The pods of a name; none when there is no such pod.</summary>
    /// <exception cref="AgentUnreachableException">No agent answers.</exception>
    public Task<PodReport> ExplainAsync(string podNamespace, string name, CancellationToken cancellation) => AskAsync(async () =>
    {
        var path = $"/explain/{Uri.EscapeDataString(podNamespace)}/{Uri.EscapeDataString(name)}";
        using var response = await _http.GetAsync(path, cancellation);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            response.EnsureSuccessStatusCode();
        }

        return await response.Content.ReadFromJsonAsync(LocalJson.Default.PodReport, cancellation);
    });

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask() ?? throw new AgentUnreachableException($"the agent at {_socket} gave an empty answer");
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied })
        {
            throw new AgentUnreachableException($"{_socket} belongs to another user", e);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new AgentUnreachableException($"no agent answers at {_socket}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
