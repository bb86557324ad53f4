using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace StandIns.Akka.Tests.Hosting;

/// <summary>A host with an actor system, started and stopped with limits.</summary>
internal sealed class HostedActors : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private bool _started;

    private HostedActors(IHost host)
    {
        _host = host;
    }

    public IServiceProvider Services => _host.Services;

    public ActorSystem System => Services.GetRequiredService<ActorSystem>();

    public static HostedActors Build(
        Action<AkkaConfigurationBuilder, IServiceProvider> configure, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        services?.Invoke(builder.Services);
        builder.Services.AddAkka("hosted", configure);
        return new HostedActors(builder.Build());
    }

    public static async Task<HostedActors> Start(
        Action<AkkaConfigurationBuilder, IServiceProvider> configure, Action<IServiceCollection>? services = null)
    {
        var host = Build(configure, services);
        await host.Start();
        return host;
    }

    public async Task Start()
    {
        await _host.StartAsync().WaitAsync(Limit);
        _started = true;
    }

    public Task Stop() => _host.StopAsync().WaitAsync(Limit);

    public async ValueTask DisposeAsync()
    {
        if (_started)
        {
            await Stop();
        }

        _host.Dispose();
    }
}
