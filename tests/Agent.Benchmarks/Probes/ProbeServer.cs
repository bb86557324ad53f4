using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Agent.Benchmarks.Probes;

/// <summary>
/// What is probed, in a process of its own, so that its CPU time is nobody's: answers a request over HTTP and closes, or waits for the
/// other side to close.
/// </summary>
internal static class ProbeServer
{
    /// <summary>Ports, so that none runs out of connections that wait for their end.</summary>
    public const int Ports = 50;

    private static readonly byte[] Answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray();

    private static long _served;

    /// <summary>Listens, prints its ports in one line, then how many connections it has served for each line it reads, until there are no more.</summary>
    public static async Task<int> RunAsync()
    {
        var listeners = Enumerable.Range(0, Ports).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        foreach (var listener in listeners)
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(1024);
            _ = AcceptAsync(listener);
        }

        Console.WriteLine(string.Join(' ', listeners.Select(l => ((IPEndPoint)l.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture))));
        while (await Console.In.ReadLineAsync() is not null)
        {
            Console.WriteLine(Interlocked.Read(ref _served).ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync());
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        Interlocked.Increment(ref _served);
        using (socket)
        {
            var buffer = new byte[1024];
            try
            {
                if (await socket.ReceiveAsync(buffer) > 0)
                {
                    await socket.SendAsync(Answer);
                    socket.Shutdown(SocketShutdown.Both);
                }
            }
            catch (SocketException)
            {
                // The other side has gone.
            }
        }
    }
}
