using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Starts the actor system with the host and stops it with the host.</summary>
/// <param name="configurationBuilder">What the actor system starts with.</param>
/// <param name="serviceProvider">Holds the actor system.</param>
/// <param name="logger">The host's log.</param>
/// <param name="applicationLifetime">Is told to stop the host when the actor system ends by itself.</param>
public partial class AkkaHostedService(
    AkkaConfigurationBuilder configurationBuilder,
    IServiceProvider serviceProvider,
    ILogger<AkkaHostedService> logger,
    IHostApplicationLifetime? applicationLifetime) : IHostedService
{
    private CoordinatedShutdown? _shutdown;

    /// <summary>Creates the actor system and runs the actor starters. If one throws, the actor system stops again.</summary>
    /// <param name="cancellationToken">Not used: starters decide for themselves how long they take.</param>
    public virtual async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var system = serviceProvider.GetRequiredService<ActorSystem>();
            _shutdown = CoordinatedShutdown.Get(system);
            await configurationBuilder.StartAsync(system);
            _ = StopHostWhenTerminated(system);
        }
        catch (Exception e)
        {
            LogStartFailed(e);
            await Console.Out.WriteLineAsync($"The actor system cannot start: {e}");
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Runs the coordinated shutdown of the actor system, if it got as far as being created.</summary>
    /// <param name="cancellationToken">Not used: each phase of the shutdown has a timeout of its own.</param>
    public virtual async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_shutdown is not null)
        {
            await _shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).ConfigureAwait(false);
        }
    }

    private async Task StopHostWhenTerminated(ActorSystem system)
    {
        await system.WhenTerminated.ConfigureAwait(false);
        applicationLifetime?.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Unable to start AkkaHostedService - shutting down application")]
    private partial void LogStartFailed(Exception exception);
}
