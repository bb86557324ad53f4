using Agent.CommandLine;
using Agent.Cri;
using Agent.Display;
using Agent.Kubernetes.Client;
using Agent.Kubernetes.Kubeconfig;
using Agent.Logging;
using Agent.Node;
using Agent.Node.Explain;
using Agent.Settings;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Agent.Hosting;

/// <summary>
/// One run of the agent, from its settings to its exit code: takes the root directory, starts the embedded runtime if it is
/// wanted, runs the node until a signal, and leaves things as they are, or as they were, depending on the settings.
/// </summary>
internal sealed class AgentRun(ResolvedSettings resolved, CommandContext context)
{
    private readonly RunSettings _settings = resolved.Settings;
    private readonly RecentLines _recent = new(capacity: 3);
    private volatile string _phase = "starting";

    /// <summary>Runs until a signal, or until the actors end by themselves.</summary>
    /// <returns>The exit code, see <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync()
    {
        using var signals = new ShutdownSignals();
        try
        {
            var actorConfig = ActorSystemConfig.Read(_settings.ActorConfigFile);
            var access = _settings.Kubeconfig is { } kubeconfig ? KubeconfigLoader.Load(kubeconfig) : null;
            using var root = RootFolder.Take(_settings.RootDirectory);
            var code = await RunAsync(root, access, actorConfig, signals);
            return code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or EmbeddedRuntimeException or KubeconfigException)
        {
            return context.Fail(e.Message);
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return ExitCodes.Failure;
        }
    }

    private async Task<int> RunAsync(RootFolder root, ApiAccess? access, Config actorConfig, ShutdownSignals signals)
    {
        var asTable = _settings.Output == OutputForm.Table;
        var left = true;
        using (var logFile = asTable ? new LogFile(Path.Combine(root.Path, "agent.log")) : null)
        using (var loggers = AgentLogging.Create(
            _settings.Configuration.Logging,
            logFile is null ? context.Error.Write : logFile.Write,
            asTable ? _recent : null))
        {
            SettingsLog.Write(loggers.CreateLogger("Agent.Settings"), resolved);
            using var api = access is null ? null : ApiClient.Create(access, loggers);
            PrepareMachine(loggers);
            using var tracing = Tracing.Start(_settings.Configuration.Tracing, _settings.NodeName, AgentVersion.Current.Version);
            await using var runtime = _settings.IsEmbeddedRuntime ? await StartRuntimeAsync(loggers, signals.Stop) : null;
            try
            {
                left = !await RunNodeAsync(runtime, api, actorConfig, loggers, signals);
            }
            finally
            {
                if (runtime is not null && _settings.StopPodsOnExit)
                {
                    await runtime.StopAsync();
                }
            }
        }

        if (_settings.StopPodsOnExit && _settings.OwnsRootDirectory && !left)
        {
            root.Delete();
            await context.Error.WriteLineAsync($"agent: all pods are stopped, and {root.Path} is removed");
        }

        return _settings.StopPodsOnExit && left ? ExitCodes.Failure : ExitCodes.Success;
    }

    /// <summary>The embedded runtime is for any machine as it is, and its containers would inherit the agent's privileges.</summary>
    private void PrepareMachine(ILoggerFactory loggers)
    {
        if (!_settings.IsEmbeddedRuntime)
        {
            HostChecks.Run(_settings.Configuration, context.Environment.UserId, loggers.CreateLogger("Agent.Host"));
            ProcessLimits.Apply(_settings.Configuration, loggers.CreateLogger("Agent.Host"));
        }
    }

    private Task<EmbeddedRuntimeKeeper> StartRuntimeAsync(ILoggerFactory loggers, CancellationToken cancellation) =>
        EmbeddedRuntimeKeeper.StartAsync(
            new EmbeddedRuntimeOptions
            {
                RootDirectory = _settings.RootDirectory,
                AgentPath = AgentPath.Find(),
                StopContainersOnExit = _settings.StopPodsOnExit,
                PodIps = [.. NodeAddresses.Find(_settings.NodeIps).Select(address => address.ToString())],
                Verbosity = _settings.Configuration.Logging.Verbosity,
            },
            loggers.CreateLogger<EmbeddedRuntimeProcess>(),
            cancellation);

    /// <returns>Whether all pods were stopped.</returns>
    private async Task<bool> RunNodeAsync(
        EmbeddedRuntimeKeeper? runtime,
        HttpApiServer? api,
        Config actorConfig,
        ILoggerFactory loggers,
        ShutdownSignals signals)
    {
        var configuration = _settings.Configuration;
        var runtimeEndpoint = CriEndpoint.Parse(runtime?.Endpoint ?? configuration.ContainerRuntimeEndpoint);
        var imageEndpoint = configuration.ImageServiceEndpoint is "" or "embedded://"
            ? runtimeEndpoint
            : CriEndpoint.Parse(configuration.ImageServiceEndpoint);
        using var host = NodeHost.Build(
            _settings, (runtimeEndpoint, imageEndpoint), api, actorConfig, context.Environment, loggers, AddTable);
        await host.StartAsync(signals.Stop);
        var notifier = host.Services.GetRequiredService<SystemdNotifier>();
        notifier.Ready();
        _phase = _settings.StopPodsOnExit ? "Ctrl-C stops the pods and ends" : "Ctrl-C ends, pods go on";

        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await WaitAsync(signals.Stop, lifetime.ApplicationStopping);
        notifier.Stopping();
        var stopped = true;
        if (_settings.StopPodsOnExit && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            _phase = "stopping the pods; Ctrl-C again gives up waiting";
            stopped = await new PodStopper(
                host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<NodeActor>(),
                host.Services.GetRequiredService<ExplainBoard>(),
                TimeProvider.System,
                loggers.CreateLogger<PodStopper>()).StopAsync(signals.GiveUp);
        }

        _phase = "ending";
        await host.StopAsync(signals.GiveUp);
        return stopped && signals.Stop.IsCancellationRequested;
    }

    private void AddTable(IServiceCollection services)
    {
        if (_settings.Output == OutputForm.Table)
        {
            services.AddHostedService(provider =>
            {
                var board = provider.GetRequiredService<ExplainBoard>();
                return new LivePodTable(AnsiConsole.Console, board, _recent, TimeProvider.System, () => Title(board));
            });
        }
    }

    private IReadOnlyList<string> Title(ExplainBoard board)
    {
        var runtime = board.Runtime.RuntimeReady ? "runtime ready" : $"runtime not ready: {board.Runtime.Message}";
        return [$"{_settings.NodeName}: {runtime}; {_phase}", $"Everything is in {_settings.RootDirectory}, the log too: agent.log", ""];
    }

    private static async Task WaitAsync(params CancellationToken[] tokens)
    {
        using var any = CancellationTokenSource.CreateLinkedTokenSource(tokens);
        await Task.Delay(Timeout.Infinite, any.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
