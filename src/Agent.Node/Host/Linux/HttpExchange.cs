using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Agent.Node.Host.Http;

namespace Agent.Node.Host.Linux;

/// <summary>
/// One HTTP/1.1 exchange over a socket of its own. A handler of the framework keeps pools and timers for connections that are used
/// again; those of probes never are, and there are thousands.
/// </summary>
internal static class HttpExchange
{
    private const int BufferSize = 4096;

    /// <summary>Sends the request and reads the answer.</summary>
    /// <exception cref="IOException">No connection, no TLS, or the answer is not HTTP.</exception>
    public static async Task<HttpAnswer> RunAsync(HttpCall call, CancellationToken cancellation)
    {
        using var socket = await Dialer.ConnectAsync(call.Host, call.Port, call.IsTls, cancellation).ConfigureAwait(false);
        try
        {
            return call.IsTls
                ? await OverTlsAsync(socket, call, cancellation).ConfigureAwait(false)
                : await PlainAsync(socket, call, cancellation).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            throw new IOException($"{HttpCall.Authority(call.Host, call.Port)}: {Dialer.Describe(error)}", error);
        }
        catch (IOException error) when (error.InnerException is SocketException inner)
        {
            throw new IOException($"{HttpCall.Authority(call.Host, call.Port)}: {Dialer.Describe(inner)}", error);
        }
    }

    private static async Task<HttpAnswer> PlainAsync(Socket socket, HttpCall call, CancellationToken cancellation)
    {
        var reader = new HttpResponseReader();
        var buffer = Encode(call, out var length);
        try
        {
            await SendAsync(socket, buffer.AsMemory(0, length), cancellation).ConfigureAwait(false);
            while (!reader.IsComplete)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), cancellation).ConfigureAwait(false);
                Take(reader, buffer, read);
            }

            return reader.Answer;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        while (!data.IsEmpty)
        {
            data = data[await socket.SendAsync(data, cancellation).ConfigureAwait(false)..];
        }
    }

    private static async Task<HttpAnswer> OverTlsAsync(Socket socket, HttpCall call, CancellationToken cancellation)
    {
        await using var network = new FirstBytesStream(new NetworkStream(socket, ownsSocket: false));
        await using var tls = new SslStream(network, leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsClientAsync(TlsOptions(call), cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or AuthenticationException && network.StartsWith("HTTP/"u8))
        {
            throw new PlaintextAnswerException("the server answers in HTTP, not in HTTPS", error);
        }
        catch (AuthenticationException error)
        {
            throw new IOException("tls: " + error.Message, error);
        }

        var reader = new HttpResponseReader();
        var buffer = Encode(call, out var length);
        try
        {
            await tls.WriteAsync(buffer.AsMemory(0, length), cancellation).ConfigureAwait(false);
            while (!reader.IsComplete)
            {
                var read = await tls.ReadAsync(buffer, cancellation).ConfigureAwait(false);
                Take(reader, buffer, read);
            }

            return reader.Answer;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Take(HttpResponseReader reader, byte[] buffer, int read)
    {
        if (read == 0)
        {
            reader.End();
        }
        else
        {
            reader.Read(buffer.AsSpan(0, read));
        }
    }

    private static byte[] Encode(HttpCall call, out int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(BufferSize, Encoding.UTF8.GetMaxByteCount(call.Text.Length)));
        length = Encoding.UTF8.GetBytes(call.Text, buffer);
        return buffer;
    }

    // A probe asks whether a server answers, not who it is: the kubelet does not verify either.
    private static SslClientAuthenticationOptions TlsOptions(HttpCall call) => new()
    {
        TargetHost = call.Host,
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
#pragma warning disable CA5359 // Not verified on purpose, see above.
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
    };
}
