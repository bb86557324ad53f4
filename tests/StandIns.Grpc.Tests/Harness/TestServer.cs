using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests.Harness;

/// <summary>A server of the fixture's interface on a unix socket, with a channel and a client to it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TestDirectory? _directory;
    private readonly WebApplication _host;

    private TestServer(WebApplication host, string socket, TestDirectory? directory, Action<GrpcChannelOptions>? configure)
    {
        _host = host;
        _directory = directory;
        Socket = socket;
        Script = host.Services.GetRequiredService<Script>();
        Channel = UnixSocket.Channel(socket, configure);
        Client = new Fixture.FixtureClient(Channel);
    }

    public string Socket { get; }

    public Script Script { get; }

    public GrpcChannel Channel { get; }

    public Fixture.FixtureClient Client { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="grpc">Sets options of the gRPC services.</param>
    /// <param name="channel">Sets options of the channel.</param>
    /// <param name="socket">The socket; null for one of the server's own.</param>
    /// <param name="services">Adds services.</param>
    /// <param name="map">Maps endpoints; null for the fixture's service.</param>
    /// <param name="listen">Sets options of the listener.</param>
    public static async Task<TestServer> StartAsync(
        Action<GrpcServiceOptions>? grpc = null,
        Action<GrpcChannelOptions>? channel = null,
        string? socket = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        Action<KestrelServerOptions>? listen = null)
    {
        var directory = socket is null ? new TestDirectory() : null;
        socket ??= directory!.File("server.sock");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenUnixSocket(socket, endpoint => endpoint.Protocols = HttpProtocols.Http2);
            listen?.Invoke(kestrel);
        });
        builder.Services.AddGrpc(grpc ?? (_ => { }));
        builder.Services.AddSingleton<Script>();
        services?.Invoke(builder.Services);
        var host = builder.Build();
        (map ?? (app => app.MapGrpcService<FixtureService>()))(host);
        await host.StartAsync();
        return new TestServer(host, socket, directory, channel);
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await _host.StopAsync(stop.Token);
        await _host.DisposeAsync();
        _directory?.Dispose();
    }
}
