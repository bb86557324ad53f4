using Agent.Runtime.Cgroups;
using Agent.Runtime.Containers;
using Agent.Runtime.Events;
using Agent.Runtime.Execs;
using Agent.Runtime.Native;
using Agent.Runtime.Polling;
using Agent.Runtime.Processes;
using Agent.Runtime.Sandboxes;
using Agent.Runtime.Serving;
using Agent.Runtime.Shims;
using Agent.Runtime.Specs;
using Agent.Runtime.State;
using Agent.Runtime.Stats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agent.Runtime;

/// <summary>The verb <c>agent runtime</c>: the embedded runtime, CRI v1 on a unix socket, in a process of its own.</summary>
public static partial class RuntimeServer
{
    private const int MaxMessageSize = 16 * 1024 * 1024;
    private const uint OwnerOnly = 0b000_111_111;

    /// <summary>
    /// Serves until <paramref name="stop"/> is cancelled. The process is the runtime's alone: it waits for all children and
    /// changes the file mode mask. Signals are the caller's to turn into <paramref name="stop"/>.
    /// </summary>
    /// <param name="options">How.</param>
    /// <param name="loggers">Takes the log.</param>
    /// <param name="stop">Ends it; containers go on unless the options say otherwise.</param>
    /// <returns>0 after <paramref name="stop"/>; 1 when it could not start, which is logged; 2 for options that cannot be.</returns>
    public static async Task<int> RunAsync(RuntimeServerOptions options, ILoggerFactory loggers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        var logger = loggers.CreateLogger("Agent.Runtime.RuntimeServer");
        try
        {
            var socket = SocketFile.PathOf(options.Listen);
            options = options with { Root = Path.GetFullPath(options.Root) };

            using var rootLock = RootLock.Take(options.Root);
            SocketFile.MakeRoom(socket);
            await ServeAsync(options, socket, loggers, logger, stop);
            return 0;
        }
        catch (ArgumentException error)
        {
            LogBadOptions(logger, error.Message);
            return 2;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogCannotRun(logger, error.Message);
            return 1;
        }
    }

    private static async Task ServeAsync(
        RuntimeServerOptions options, string socket, ILoggerFactory loggers, ILogger logger, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = options.Root });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2);

            // A client has one connection for all pods, and may take its time to read events.
            kestrel.Limits.Http2.MaxStreamsPerConnection = 10_000;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = MaxMessageSize);
        builder.Services.AddSingleton<ILoggerFactory>(new QuietLoggerFactory(loggers));
        AddRuntime(builder.Services, options);

        await using var application = builder.Build();
        application.MapGrpcService<RuntimeGrpcService>();
        application.MapGrpcService<ImageGrpcService>();
        var services = application.Services;
        services.GetRequiredService<ChildReaper>().Start();
        DescribeEvents(services, options);
        await services.GetRequiredService<Recovery>().RunAsync();
        await ListenAsync(application, socket);
        var adopted = services.GetRequiredService<Inventory>().Containers.All.Count(unit => unit.Run.IsRunning);
        LogServing(logger, socket, options.Root, adopted);
        await WaitAsync(stop);

        await application.StopAsync(CancellationToken.None);
        File.Delete(socket);
        if (options.StopContainersOnExit)
        {
            await StopAllAsync(services, options);
        }

        foreach (var unit in services.GetRequiredService<Inventory>().Containers.All)
        {
            unit.Dispose();
        }

        LogStopped(logger);
    }

    // Not even for a moment may the socket be open to others.
    private static async Task ListenAsync(WebApplication application, string socket)
    {
        var mask = Libc.Umask(OwnerOnly);
        try
        {
            await application.StartAsync(CancellationToken.None);
            File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        finally
        {
            _ = Libc.Umask(mask);
        }
    }

    private static void AddRuntime(IServiceCollection services, RuntimeServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(HostFacts.Read(options.AgentPath));
        services.AddSingleton(new ProcessTable());
        services.AddSingleton<Inventory>();
        services.AddSingleton<EventHub>();
        services.AddSingleton<ChildReaper>();
        services.AddSingleton<DescriptorPoller>();
        services.AddSingleton<ShimLauncher>();
        services.AddSingleton<MemberKiller>();
        services.AddSingleton<SandboxLifecycle>();
        services.AddSingleton<ContainerLifecycle>();
        services.AddSingleton<ContainerStarter>();
        services.AddSingleton<ContainerWatcher>();
        services.AddSingleton<ExecRunner>();
        services.AddSingleton<StatsReader>();
        services.AddSingleton<Recovery>();
        services.AddSingleton(provider => new FolderUsage(options.Root, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<StateStore>(provider, options.Root));
        services.AddSingleton(new CgroupAccess(options.UseCgroups
            ? CgroupHost.Detect(new CgroupParents(Path.Join(options.Root, "cgroups.json")))
            : null));
        services.AddSingleton<RuntimeGrpcService>();
        services.AddSingleton<ImageGrpcService>();
    }

    private static void DescribeEvents(IServiceProvider services, RuntimeServerOptions options)
    {
        var inventory = services.GetRequiredService<Inventory>();
        var containers = services.GetRequiredService<ContainerLifecycle>();
        services.GetRequiredService<EventHub>().Describe = (happened, sandboxId) =>
        {
            if (inventory.Sandboxes.Find(sandboxId) is { } sandbox)
            {
                happened.PodSandboxStatus = SandboxMessages.ToStatus(sandbox, options.PodIps);
            }

            happened.ContainersStatuses.Add(inventory.ContainersOf(sandboxId).Select(containers.StatusOf));
        };
    }

    private static async Task StopAllAsync(IServiceProvider services, RuntimeServerOptions options)
    {
        var inventory = services.GetRequiredService<Inventory>();
        var containers = services.GetRequiredService<ContainerLifecycle>();
        var sandboxes = services.GetRequiredService<SandboxLifecycle>();
        var seconds = (long)options.StopTimeout.TotalSeconds;
        await Task.WhenAll(inventory.Containers.All.Select(unit => containers.StopAsync(unit, seconds, CancellationToken.None)));
        await Task.WhenAll(inventory.Sandboxes.All.Select(sandbox => sandboxes.StopAsync(sandbox.Id, CancellationToken.None)));
    }

    private static async Task WaitAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving CRI on {Socket}, state in {Root}, {Adopted} running containers taken over")]
    private static partial void LogServing(ILogger logger, string socket, string root, int adopted);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}")]
    private static partial void LogBadOptions(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The runtime cannot run: {Problem}")]
    private static partial void LogCannotRun(ILogger logger, string problem);
}
