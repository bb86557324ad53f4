using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Agent.EndToEnd.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Agent.EndToEnd.Tests.Probes;

/// <summary>
/// What probes and hooks of pods on the host's network reach: a server on all addresses over HTTP, HTTPS, gRPC and plain TCP, that is
/// well or not as a test says.
/// </summary>
internal sealed class ProbeTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private TcpListener? _tcp;
    private volatile bool _isWell = true;

    private ProbeTarget()
    {
        _certificate = Certificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.ListenAnyIP(Http, l => l.Protocols = HttpProtocols.Http1);
            o.ListenAnyIP(Https, l => l.UseHttps(_certificate));
            o.ListenAnyIP(Grpc, l => l.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.MapPost("/grpc.health.v1.Health/Check", HealthAsync);
        _app.MapFallback(http =>
        {
            Requests.Enqueue((http.Request.Path, http.Request.Headers.UserAgent.ToString(), http.Request.Headers["X-Probe"].ToString()));
            http.Response.StatusCode = IsWell ? 200 : 500;
            return Task.CompletedTask;
        });
    }

    public int Http { get; } = LoopbackPorts.Free();

    public int Https { get; } = LoopbackPorts.Free();

    public int Grpc { get; } = LoopbackPorts.Free();

    public int Tcp { get; } = LoopbackPorts.Free();

    /// <summary>Requests over HTTP and HTTPS: path, User-Agent, header X-Probe.</summary>
    public ConcurrentQueue<(string Path, string UserAgent, string Header)> Requests { get; } = [];

    public bool IsWell
    {
        get => _isWell;
        set
        {
            _isWell = value;
            _tcp?.Dispose();
            _tcp = null;
            if (value)
            {
                _tcp = new TcpListener(IPAddress.IPv6Any, Tcp) { Server = { DualMode = true } };
                _tcp.Start();
            }
        }
    }

    public static async Task<ProbeTarget> StartAsync()
    {
        var target = new ProbeTarget { IsWell = true };
        await target._app.StartAsync();
        return target;
    }

    public async ValueTask DisposeAsync()
    {
        _tcp?.Dispose();
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task HealthAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null);
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 0, 2, 8, (byte)(IsWell ? 1 : 2) });
        http.Response.AppendTrailer("grpc-status", "0");
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=another.example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
