using Agent.Cri;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Client;
using Agent.Logging;
using Agent.Node;
using Agent.Node.Explain;
using Agent.Node.Host.Linux;
using Agent.Node.Hosting;
using Agent.Server.Health;
using Agent.Server.Local;
using Agent.Settings;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>Puts the node together: its actors, what they reach the world through, and its servers.</summary>
internal static class NodeHost
{
    /// <summary>Builds the host; nothing runs before it is started.</summary>
    /// <param name="settings">The settings of the process.</param>
    /// <param name="endpoints">The runtime's endpoint and the image service's.</param>
    /// <param name="api">The API server; null: standalone.</param>
    /// <param name="actorConfig">An operator's settings of the actor system.</param>
    /// <param name="environment">The process around the agent.</param>
    /// <param name="loggers">The log.</param>
    /// <param name="extend">Adds what only this run has.</param>
    public static IHost Build(
        RunSettings settings,
        (CriEndpoint Runtime, CriEndpoint Images) endpoints,
        IApiServer? api,
        Config actorConfig,
        ProcessEnvironment environment,
        ILoggerFactory loggers,
        Action<IServiceCollection> extend)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "agent" });
        var services = builder.Services;
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(15));
        services.AddSingleton<IHostLifetime, SignalLessLifetime>();
        services.AddSingleton(loggers);
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ExplainBoard>();
        services.AddSingleton<LinuxHost>();
        services.AddSingleton<NodePulse>();
        services.AddSingleton(_ => new RuntimeClients(endpoints.Runtime, endpoints.Images, loggers));
        services.AddSingleton(provider => Services(settings, api, provider));
        services.AddSingleton(HealthCheck.Ping);
        services.AddSingleton(provider => provider.GetRequiredService<NodePulse>().Check);
        AddServers(services, settings, environment);
        AddActors(services, settings, actorConfig);
        extend(services);
        return builder.Build();
    }

    /// <summary>The servers start first, so that they answer while the actors find their way, and stop last.</summary>
    private static void AddServers(IServiceCollection services, RunSettings settings, ProcessEnvironment environment)
    {
        var configuration = settings.Configuration;
        services.AddSingleton(new AgentSocketOptions(settings.AgentSocket, settings.NodeName));
        services.AddHostedService<AgentSocketServer>();
        services.AddSingleton(new HealthzOptions(System.Net.IPAddress.Parse(configuration.HealthzBindAddress), configuration.HealthzPort));
        services.AddHostedService<HealthzServer>();
        services.AddSingleton(provider => new SystemdNotifier(environment.NotifySocket, provider.GetRequiredService<ILogger<SystemdNotifier>>()));
        services.AddHostedService(provider => new SystemdWatchdog(
            environment.NotifySocket is null ? null : environment.Watchdog,
            provider.GetRequiredService<SystemdNotifier>(),
            provider.GetServices<HealthCheck>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<HeapTrimmer>();
    }

    private static void AddActors(IServiceCollection services, RunSettings settings, Config actorConfig) =>
        services.AddAkka("agent", (akka, provider) => akka
            .ConfigureLoggers(log =>
            {
                log.LogLevel = AkkaLevels.Of(settings.Configuration.Logging.Verbosity);
                log.ClearLoggers();
                log.AddLoggerFactory();
            })
            .AddHocon(actorConfig.WithFallback(ActorSystemConfig.BuiltIn), HoconAddMode.Append)
            .WithActors((system, registry) =>
            {
                var node = system.ActorOf(NodeActor.Props(provider.GetRequiredService<NodeServices>()), settings.NodeName);
                registry.Register<NodeActor>(node);
                system.ActorOf(NodePulseActor.Props(node, provider.GetRequiredService<NodePulse>()), "pulse");
            }));

    private static NodeServices Services(RunSettings settings, IApiServer? api, IServiceProvider provider)
    {
        var addresses = NodeAddresses.Find(settings.NodeIps).Select(address => address.ToString()).ToArray();
        var clients = provider.GetRequiredService<RuntimeClients>();
        return new NodeServices(
            NodeOptionsFactory.Create(settings, addresses, MachineMemory.Capacity()),
            new NodePorts(clients.Runtime, clients.Images, provider.GetRequiredService<LinuxHost>(), api, Heartbeats(api)),
            provider.GetRequiredService<TimeProvider>(),
            new Random(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<ExplainBoard>());
    }

    private static IHeartbeatConnections? Heartbeats(IApiServer? api) => api is HttpApiServer client ? new HeartbeatConnections(client) : null;

    /// <summary>Signals are handled by the command, which may have pods to stop first.</summary>
    private sealed class SignalLessLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
