using System.Net;
using System.Security.Cryptography.X509Certificates;
using Agent.Kubernetes.Kubeconfig;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Agent.Kubernetes.Tests.Client;

/// <summary>A real HTTPS server that answers as a test wants.</summary>
internal sealed class TestApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApiServer(WebApplication app) => _app = app;

    public static TestAuthority Authority { get; } = TestAuthority.Create();

    public int Port => new Uri(_app.Urls.Single()).Port;

    public Uri Url => new($"https://127.0.0.1:{Port}");

    /// <summary>Access with the right authority, nothing else.</summary>
    public ApiAccess Access => AccessTo(Port);

    public static ApiAccess AccessTo(int port) => new()
    {
        Origin = "test",
        Server = new Uri($"https://127.0.0.1:{port}"),
        CertificateAuthority = new PemSource("authority", null, System.Text.Encoding.UTF8.GetBytes(Authority.Pem)),
    };

    public static async Task<TestApiServer> StartAsync(
        RequestDelegate handler,
        X509Certificate2? certificate = null,
        int port = 0,
        HttpProtocols protocols = HttpProtocols.Http1AndHttp2,
        bool tls = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = protocols;
                if (tls)
                {
                    listen.UseHttps(new HttpsConnectionAdapterOptions
                    {
                        ServerCertificate = certificate ?? Authority.Server(),
                        ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                        ClientCertificateValidation = (_, _, _) => true,
                    });
                }
            });
        });
        var app = builder.Build();
        app.Run(handler);
        await app.StartAsync();
        return new TestApiServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }
}
