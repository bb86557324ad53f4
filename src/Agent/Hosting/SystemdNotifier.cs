using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>Tells the service manager how the agent is (sd_notify), a datagram of <c>NAME=value</c> lines on a unix socket.</summary>
internal sealed partial class SystemdNotifier
{
    private readonly string? _socket;
    private readonly ILogger _log;

    /// <param name="socket">NOTIFY_SOCKET, a path or an abstract name after <c>@</c>; null to tell nobody.</param>
    /// <param name="log">Receives what cannot be sent.</param>
    public SystemdNotifier(string? socket, ILogger<SystemdNotifier> log)
    {
        _socket = socket;
        _log = log;
    }

    /// <summary>The agent has started.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>The agent is about to end.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>The agent is alive; sent within each WATCHDOG_USEC.</summary>
    public void Alive() => Send("WATCHDOG=1");

    private void Send(string state)
    {
        if (_socket is null)
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(_socket.StartsWith('@') ? $"\0{_socket[1..]}" : _socket));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            LogNotSent(state, _socket, e.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The service manager cannot be told {State} at {Socket}: {Error}")]
    private partial void LogNotSent(string state, string socket, string error);
}
