using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agent.Cri.Tests.Fakes;

/// <summary>
/// A container runtime in this process: the CRI on a unix socket in a directory of its own, a <see cref="FakeRuntime"/> that
/// keeps the books, and <see cref="FakeCalls"/> to watch and to script it. Stopping it loses nothing but connections.
/// </summary>
public sealed class FakeCriServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fake-cri-");
    private WebApplication? _app;

    private FakeCriServer(FakeCriLevel level, TimeProvider? time)
    {
        Calls = new FakeCalls { Level = level };
        Runtime = new FakeRuntime(time ?? TimeProvider.System);
        Endpoint = CriEndpoint.Parse(Path.Combine(_directory.FullName, "cri.sock"));
    }

    /// <summary>Where it listens, or will.</summary>
    public CriEndpoint Endpoint { get; }

    /// <summary>The calls that arrived, and scripts for those to come.</summary>
    public FakeCalls Calls { get; }

    /// <summary>The books.</summary>
    public FakeRuntime Runtime { get; }

    /// <summary>Starts a runtime.</summary>
    public static async Task<FakeCriServer> StartAsync(
        FakeCriLevel level = FakeCriLevel.Complete, TimeProvider? time = null)
    {
        var server = new FakeCriServer(level, time);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Makes a runtime whose socket does not exist until <see cref="StartAgainAsync"/>.</summary>
    public static FakeCriServer CreateStopped(FakeCriLevel level = FakeCriLevel.Complete) => new(level, time: null);

    /// <summary>Listens again after <see cref="StopAsync"/> or <see cref="KillAsync"/>, on the same socket.</summary>
    public async Task StartAgainAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        File.Delete(Endpoint.SocketPath);
        _app = Build();
        await _app.StartAsync();
    }

    /// <summary>Shuts down in order: tells clients to go, and gives calls under way a moment.</summary>
    public async Task StopAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await EndAsync(hurry.Token);
    }

    /// <summary>Drops all connections at once.</summary>
    public Task KillAsync() => EndAsync(new CancellationToken(canceled: true));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(
            Endpoint.SocketPath, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = CriChannel.MaxMessageBytes);
        builder.Services.AddSingleton(Calls);
        builder.Services.AddSingleton(Runtime);
        var app = builder.Build();
        app.MapGrpcService<FakeRuntimeService>();
        app.MapGrpcService<FakeImageService>();
        return app;
    }

    private Task EndAsync(CancellationToken hurry) => _app?.StopAsync(hurry) ?? Task.CompletedTask;
}
