using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;

namespace Agent.Node.Host.Linux;

/// <summary>
/// Health checks over plaintext HTTP/2, one handler for all: a channel per probe would bring a resolver, a balancer and timers with it.
/// </summary>
internal sealed class HealthClient : IDisposable
{
    private const int Prefix = 5;

    private const int MaxAnswer = 4096;

    private readonly Lazy<HttpMessageInvoker> _invoker = new(() => new HttpMessageInvoker(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,

        // A new connection for each check: an old one may outlive what it was to tell.
        PooledConnectionLifetime = TimeSpan.Zero,
        ActivityHeadersPropagator = null,
        ConnectCallback = static async (context, cancellation) => new NetworkStream(
            await Dialer.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, forStream: true, cancellation).ConfigureAwait(false), ownsSocket: true),
    }));

    /// <summary>Asks once.</summary>
    /// <exception cref="IOException">No connection, or what answers is no gRPC server.</exception>
    public async Task<HealthAnswer> CheckAsync(string host, int port, string service, string userAgent, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{HttpCall.Authority(host, port)}/grpc.health.v1.Health/Check")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Frame(new HealthCheckRequest { Service = service })),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        try
        {
            using var response = await _invoker.Value.SendAsync(request, cancellation).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new IOException($"HTTP status {(int)response.StatusCode} instead of an answer in gRPC");
            }

            var body = await ReadAsync(response.Content, cancellation).ConfigureAwait(false);
            var code = Status(response, out var message);
            return code == StatusCode.OK
                ? new HealthAnswer(code, "", Name(Parse(body).Status))
                : new HealthAnswer(code, message, "");
        }
        catch (HttpRequestException error)
        {
            throw new IOException(error.InnerException is IOException inner ? inner.Message : error.Message, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_invoker.IsValueCreated)
        {
            _invoker.Value.Dispose();
        }
    }

    private static byte[] Frame(HealthCheckRequest request)
    {
        var frame = new byte[Prefix + request.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - Prefix);
        request.WriteTo(frame.AsSpan(Prefix));
        return frame;
    }

    private static HealthCheckResponse Parse(ReadOnlySpan<byte> body)
    {
        if (body.Length < Prefix || body[0] != 0 || BinaryPrimitives.ReadInt32BigEndian(body[1..]) != body.Length - Prefix)
        {
            throw new IOException("malformed gRPC message");
        }

        try
        {
            return HealthCheckResponse.Parser.ParseFrom(body[Prefix..]);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new IOException("malformed gRPC message", error);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        using var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var body = new MemoryStream();
        var buffer = new byte[256];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var read and > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxAnswer)
            {
                throw new IOException($"the answer is longer than {MaxAnswer} bytes");
            }
        }

        return body.ToArray();
    }

    // In the trailers, or in the headers of an answer that has nothing else.
    private static StatusCode Status(HttpResponseMessage response, out string message)
    {
        var headers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers;
        message = headers.TryGetValues("grpc-message", out var texts) ? Uri.UnescapeDataString(texts.First()) : "";
        return headers.TryGetValues("grpc-status", out var codes)
            && int.TryParse(codes.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? (StatusCode)code
            : throw new IOException("the answer has no grpc-status");
    }

    private static string Name(HealthCheckResponse.Types.ServingStatus status) => status switch
    {
        HealthCheckResponse.Types.ServingStatus.Serving => "SERVING",
        HealthCheckResponse.Types.ServingStatus.NotServing => "NOT_SERVING",
        HealthCheckResponse.Types.ServingStatus.ServiceUnknown => "SERVICE_UNKNOWN",
        _ => "UNKNOWN",
    };
}
