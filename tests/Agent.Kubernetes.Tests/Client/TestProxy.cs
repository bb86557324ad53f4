using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Agent.Kubernetes.Tests.Client;

/// <summary>A proxy that speaks HTTP CONNECT, with basic authentication, and SOCKS 5.</summary>
internal sealed class TestProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<TcpClient> _clients = new();

    public TestProxy()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Targets { get; } = new();

    public string? Credentials { get; private set; }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync();
            _clients.Enqueue(client);
            _ = ServeAsync(client.GetStream());
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        var first = new byte[1];
        await stream.ReadExactlyAsync(first);
        var target = first[0] == 5 ? await SocksAsync(stream) : await ConnectAsync(stream);
        Targets.Enqueue(target);
        var server = new TcpClient();
        _clients.Enqueue(server);
        await server.ConnectAsync(IPEndPoint.Parse(target));
        await stream.WriteAsync(first[0] == 5 ? [5, 0, 0, 1, 0, 0, 0, 0, 0, 0] : "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        await Task.WhenAny(stream.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(stream));
    }

    private static async Task<string> SocksAsync(NetworkStream stream)
    {
        var count = new byte[1];
        await stream.ReadExactlyAsync(count);
        await stream.ReadExactlyAsync(new byte[count[0]]);
        await stream.WriteAsync("\u0005\0"u8.ToArray());

        // Version, CONNECT, reserved, IPv4, address and port.
        var request = new byte[10];
        await stream.ReadExactlyAsync(request);
        return $"{new IPAddress(request.AsSpan(4, 4))}:{(request[8] << 8) | request[9]}";
    }

    private async Task<string> ConnectAsync(NetworkStream stream)
    {
        while (true)
        {
            var head = new StringBuilder();
            var next = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await stream.ReadExactlyAsync(next);
                head.Append((char)next[0]);
            }

            var lines = head.ToString().Split("\r\n");
            const string Header = "Proxy-Authorization: Basic ";
            if (lines.FirstOrDefault(line => line.StartsWith(Header, StringComparison.OrdinalIgnoreCase)) is { } line)
            {
                Credentials = Encoding.UTF8.GetString(Convert.FromBase64String(line[Header.Length..]));
                return lines[0].Split(' ')[1];
            }

            await stream.WriteAsync("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        }
    }
}
