using System.Net;
using System.Security.Authentication;
using Agent.ApiServer.Discovery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agent.ApiServer.Http;

/// <summary>An API server on a TLS port. Its store must let readers go on on the thread pool.</summary>
public sealed class ApiServerHost : IAsyncDisposable
{
    // Clients put all of a machine's watches on one connection.
    private const int StreamsPerConnection = 1000;
    private static readonly TimeSpan PulsePeriod = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();
    private readonly AuditLog? _audit;
    private readonly Timer _pulse;

    private ApiServerHost(StoreApiServer server, HttpServerOptions options, ILoggerFactory? loggers)
    {
        Server = server;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (loggers is not null)
        {
            builder.Services.AddSingleton(loggers);
        }

        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        _app = builder.Build();
        var logger = _app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Agent.ApiServer");
        _audit = options.AuditLogFile is { } file ? new AuditLog(file, TimeProvider.System) : null;
        var endpoint = new ApiEndpoint(
            server,
            new Users(server.Authenticator, options),
            new Documents(server.Context.Tokens),
            _audit,
            TimeProvider.System,
            logger,
            _stopping.Token);
        if (options.Before is { } before)
        {
            _app.Use(before);
        }

        _app.Run(endpoint.Handle);
        _pulse = new Timer(_ => server.Pulse(), null, PulsePeriod, PulsePeriod);
    }

    /// <summary>The server behind it.</summary>
    public StoreApiServer Server { get; }

    /// <summary>Where it is reached, as <c>https://127.0.0.1:6443</c>.</summary>
    public Uri Address { get; private set; } = new("https://127.0.0.1");

    /// <summary>Opens the port.</summary>
    /// <exception cref="ArgumentException">The store holds up writers while watches are read.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ApiServerHost> StartAsync(
        StoreApiServer server, HttpServerOptions options, ILoggerFactory? loggers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        if (!server.Store.Options.ReadersOnThreadPool)
        {
            throw new ArgumentException("the store of a server must have ReadersOnThreadPool", nameof(server));
        }

        var host = new ApiServerHost(server, options, loggers);
        await host._app.StartAsync(cancellation);
        var address = host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var port = new Uri(address).Port;
        var name = options.Listen.Address.Equals(IPAddress.Any) || options.Listen.Address.Equals(IPAddress.IPv6Any)
            ? IPAddress.Loopback : options.Listen.Address;
        host.Address = new Uri($"https://{new IPEndPoint(name, port)}");
        return host;
    }

    /// <summary>Ends watches in order and closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pulse.DisposeAsync();
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _audit?.Dispose();
        _stopping.Dispose();
    }

    private static void Configure(KestrelServerOptions kestrel, HttpServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(options.Listen, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = options.Certificate,
                SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificateMode = options.ClientAuthority is null
                    ? ClientCertificateMode.NoCertificate : ClientCertificateMode.AllowCertificate,

                // Whose it is, and whether it counts, is looked at with the request: 401 says more than a broken handshake.
                ClientCertificateValidation = (_, _, _) => true,
            });
        });
    }
}
