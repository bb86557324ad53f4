using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Agent.Kubernetes.Tests.Client;

/// <summary>Stands between client and server, and can let connections go silent without closing them.</summary>
internal sealed class TestRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Connection> _connections = new();
    private readonly int _target;

    public TestRelay(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _connections.Count;

    /// <summary>Nothing goes through the connections that exist now any more; they stay open.</summary>
    public void Freeze()
    {
        foreach (var connection in _connections)
        {
            connection.Frozen.Cancel();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var connection in _connections)
        {
            connection.Client.Dispose();
            connection.Server.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            // Ends, with an exception that nobody awaits, when the listener is disposed.
            var client = await _listener.AcceptTcpClientAsync();
            var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, _target);
            var connection = new Connection(client, server, new CancellationTokenSource());
            _connections.Enqueue(connection);
            _ = CopyAsync(client, server, connection.Frozen.Token);
            _ = CopyAsync(server, client, connection.Frozen.Token);
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, CancellationToken frozen)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), frozen);
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Closed by one side, or frozen.
        }
    }

    private sealed record Connection(TcpClient Client, TcpClient Server, CancellationTokenSource Frozen);
}
