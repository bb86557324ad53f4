using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Agent.Node.Host;
using Agent.Node.Host.Linux;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Tests.Host;

/// <summary>Exchanges with servers on this machine.</summary>
public sealed class LinuxProberTests : IDisposable
{
    private readonly LinuxHost _host = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LinuxProberTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task Connect_ListeningOrNot_SaysSo()
    {
        await _host.ConnectAsync("127.0.0.1", Port, CancellationToken.None);
        await _host.ConnectAsync("localhost", Port, CancellationToken.None);
        var port = Port;
        _listener.Stop();

        var error = await Assert.ThrowsAsync<IOException>(() => _host.ConnectAsync("127.0.0.1", port, CancellationToken.None));
        Assert.Equal($"dial tcp 127.0.0.1:{port}: connect: connection refused", error.Message);
    }

    [Fact]
    public async Task ExchangeHttp_Answer_IsReadAndTheConnectionClosed()
    {
        var server = ServeAsync("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 4\r\n\r\nbody");

        var answer = await _host.ExchangeHttpAsync(Call(), CancellationToken.None);

        Assert.Equal(new HttpAnswer(302, "/x", "body"), answer);
        Assert.Equal(Call().Text, await server);
    }

    [Theory]
    [InlineData("", "EOF")]
    [InlineData("SSH-2.0-x\r\n", "malformed HTTP response")]
    public async Task ExchangeHttp_NoHttp_Fails(string answer, string expected)
    {
        _ = ServeAsync(answer);

        var error = await Assert.ThrowsAsync<IOException>(() => _host.ExchangeHttpAsync(Call(), CancellationToken.None));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExchangeHttp_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var exchange = _host.ExchangeHttpAsync(Call(), cancellation.Token);
        using var accepted = await _listener.AcceptSocketAsync();
        Assert.False(exchange.IsCompleted);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exchange);
        var buffer = new byte[1000];
        while (await accepted.ReceiveAsync(buffer) > 0)
        {
        }
    }

    [Fact]
    public async Task ExchangeHttp_SelfSignedCertificate_IsNotVerified()
    {
        using var certificate = Certificate();
        var server = Task.Run(async () =>
        {
            using var socket = await _listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(socket.GetStream());
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.ReadAtLeastAsync(new byte[1000], 10);
            await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        });

        var answer = await _host.ExchangeHttpAsync(Call() with { IsTls = true }, CancellationToken.None);

        Assert.Equal(200, answer.StatusCode);
        await server;
    }

    [Fact]
    public async Task ExchangeHttp_TlsToAPlainServer_IsRecognised()
    {
        _ = ServeAsync("HTTP/1.1 400 Bad Request\r\n\r\n");

        await Assert.ThrowsAsync<PlaintextAnswerException>(() => _host.ExchangeHttpAsync(Call() with { IsTls = true }, CancellationToken.None));
    }

    [Theory]
    [InlineData("good", StatusCode.OK, "SERVING")]
    [InlineData("bad", StatusCode.OK, "NOT_SERVING")]
    [InlineData("none", StatusCode.NotFound, "")]
    public async Task CheckHealth_Service_TellsItsStatus(string service, StatusCode code, string expected)
    {
        await using var server = await HealthServerAsync();

        var answer = await _host.CheckHealthAsync("127.0.0.1", new Uri(server.Urls.First()).Port, service, "kube-probe/1.36", CancellationToken.None);

        Assert.Equal((code, expected), (answer.Code, answer.ServingStatus));
    }

    [Fact]
    public async Task CheckHealth_NoServer_Fails()
    {
        var port = Port;
        _listener.Stop();

        var error = await Assert.ThrowsAsync<IOException>(() => _host.CheckHealthAsync("127.0.0.1", port, "", "x", CancellationToken.None));

        Assert.Contains("connection refused", error.Message, StringComparison.Ordinal);
    }

    private HttpCall Call() => new(
        "127.0.0.1", Port, false, "/", $"GET / HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\nConnection: close\r\n\r\n");

    /// <summary>Answers one request with a text; its result is the request.</summary>
    private async Task<string> ServeAsync(string answer)
    {
        using var socket = await _listener.AcceptSocketAsync();
        var buffer = new byte[4096];
        var read = await socket.ReceiveAsync(buffer);
        await socket.SendAsync(Encoding.ASCII.GetBytes(answer));
        socket.Shutdown(SocketShutdown.Send);

        // Until the other side has closed, too.
        while (await socket.ReceiveAsync(new byte[100]) > 0)
        {
        }

        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    /// <summary>A health service written out by hand, so that the bytes on the wire are checked, too.</summary>
    private static async Task<WebApplication> HealthServerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapPost("/grpc.health.v1.Health/Check", async (HttpContext http) =>
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);

            // Compression flag, length of four bytes, then field 1 of the message: its tag, a length, the name.
            var service = Encoding.UTF8.GetString(body.ToArray().AsSpan(7));
            http.Response.ContentType = "application/grpc";
            var status = service switch
            {
                "good" => 1,
                "bad" => 2,
                _ => 0,
            };
            if (status == 0)
            {
                http.Response.AppendTrailer("grpc-status", "5");
                http.Response.AppendTrailer("grpc-message", "unknown%20service");
                return;
            }

            await http.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 0, 2, 8, (byte)status });
            http.Response.AppendTrailer("grpc-status", "0");
        });
        await app.StartAsync();
        return app;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=wrong.example", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
