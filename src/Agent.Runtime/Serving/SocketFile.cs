using System.Net.Sockets;
using Agent.Runtime.Native;

namespace Agent.Runtime.Serving;

/// <summary>The file of a unix socket.</summary>
internal static class SocketFile
{
    // sun_path of unix(7), less the zero at its end.
    private const int MaxPath = 107;

    /// <summary>The path of a <c>--listen</c> value.</summary>
    /// <exception cref="ArgumentException">It is not an absolute path, or too long for a socket.</exception>
    public static string PathOf(string listen)
    {
        var path = listen.StartsWith("unix://", StringComparison.Ordinal) ? listen["unix://".Length..] : listen;
        if (!path.StartsWith('/'))
        {
            throw new ArgumentException($"--listen {listen} must be unix:// and an absolute path, like unix:///run/agent/runtime.sock");
        }

        return System.Text.Encoding.UTF8.GetByteCount(path) <= MaxPath
            ? path
            : throw new ArgumentException($"--listen {listen}: the path of a unix socket must not be longer than {MaxPath} bytes");
    }

    /// <summary>Removes what a runtime that was killed left behind, and makes the directory.</summary>
    /// <exception cref="IOException">Somebody listens there, or it is not a socket.</exception>
    public static void MakeRoom(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (FileFacts.OfPath(path, followLinks: false) is not { } facts)
        {
            return;
        }

        if (!facts.IsSocket)
        {
            throw new IOException($"--listen {path} exists and is not a socket");
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            File.Delete(path);
            return;
        }

        throw new IOException($"--listen {path} is in use by another process");
    }
}
