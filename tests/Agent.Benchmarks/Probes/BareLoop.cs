using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Agent.Benchmarks.Probes;

/// <summary>
/// The least that can be done: one thread, blocking sockets, one exchange after the other, spread evenly over the period. No deadline,
/// no parser, no thresholds.
/// </summary>
internal sealed class BareLoop
{
    private readonly LingerOption _linger = new(true, 1);
    private readonly IPEndPoint[] _targets;
    private readonly bool _http;
    private readonly byte[] _buffer = new byte[4096];

    public BareLoop(IReadOnlyList<int> ports, int probes, bool http)
    {
        _targets = [.. Enumerable.Range(0, probes).Select(i => new IPEndPoint(IPAddress.Loopback, ports[i % ports.Count]))];
        _http = http;
    }

    public void Run(TimeSpan period, CancellationToken stop)
    {
        var begin = Stopwatch.GetTimestamp();
        for (long n = 0; !stop.IsCancellationRequested; n++)
        {
            // Ten at a time: a pause of less than 10 ms is not one.
            if (n % 10 == 0)
            {
                var due = period * ((double)n / _targets.Length);
                var pause = due - Stopwatch.GetElapsedTime(begin);
                if (pause > TimeSpan.Zero)
                {
                    Thread.Sleep(pause);
                }
            }

            Exchange(_targets[n % _targets.Length]);
        }
    }

    private void Exchange(IPEndPoint target)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = _linger, NoDelay = true };
        socket.Connect(target);
        if (_http)
        {
            socket.Send(Encoding.ASCII.GetBytes(
                $"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{target.Port}\r\nUser-Agent: kube-probe/1.36\r\nAccept: */*\r\nConnection: close\r\n\r\n"));
            if (socket.Receive(_buffer) < 12 || !_buffer.AsSpan(9, 3).SequenceEqual("200"u8))
            {
                throw new InvalidOperationException("no 200");
            }
        }
    }
}
