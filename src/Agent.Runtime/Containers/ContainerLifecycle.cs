using Agent.Cri.Protocol;
using Agent.Runtime.Events;
using Agent.Runtime.Logs;
using Agent.Runtime.Native;
using Agent.Runtime.Processes;
using Agent.Runtime.Sandboxes;
using Agent.Runtime.Specs;
using Agent.Runtime.State;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Agent.Runtime.Containers;

/// <summary>Creates, starts, stops and removes containers.</summary>
internal sealed partial class ContainerLifecycle(
    Inventory inventory,
    StateStore store,
    ContainerStarter starter,
    ContainerWatcher watcher,
    MemberKiller killer,
    HostFacts host,
    EventHub events,
    TimeProvider clock,
    RuntimeServerOptions options,
    ILogger<ContainerLifecycle> logger)
{
    private static readonly TimeSpan DeathTime = TimeSpan.FromSeconds(15);

    /// <summary>What the configuration of a container comes to.</summary>
    /// <exception cref="SpecException">It cannot be had on this host.</exception>
    public ContainerSpec SpecOf(ContainerUnit unit) => SpecBuilder.Build(
        unit.Id,
        unit.Config,
        inventory.Sandboxes.Find(unit.SandboxId)?.Config ?? new PodSandboxConfig(),
        host,
        store.ContainerFolder(unit.Id));

    /// <summary>ContainerStatus.</summary>
    public ContainerStatus StatusOf(ContainerUnit unit)
    {
        ContainerSpec? spec = null;
        try
        {
            spec = SpecOf(unit);
        }
        catch (SpecException)
        {
            // Made by a runtime that could do more, as root: who it runs as is then not told.
        }

        return ContainerMessages.ToStatus(unit, LogOf(unit)?.Full ?? "", spec);
    }

    /// <summary>CreateContainer: checks everything that can be checked and writes it down. Nothing runs yet.</summary>
    /// <exception cref="RpcException">NotFound, FailedPrecondition, AlreadyExists, or InvalidArgument with what is wrong.</exception>
    public async Task<string> CreateAsync(CreateContainerRequest request, CancellationToken cancellation)
    {
        var sandbox = inventory.Sandboxes.Get(request.PodSandboxId);
        var config = request.Config ?? throw Failure(StatusCode.InvalidArgument, "config must be set");
        if (config.Metadata is not { Name.Length: > 0 } metadata)
        {
            throw Failure(StatusCode.InvalidArgument, "config.metadata.name must be set");
        }

        using var held = await sandbox.Gate.HoldAsync(cancellation);
        if (!sandbox.IsReady)
        {
            throw Failure(StatusCode.FailedPrecondition, $"pod sandbox {sandbox.Id} is not ready");
        }

        var record = new ContainerRecord
        {
            Id = IdIndex<ContainerUnit>.NewId(),
            SandboxId = sandbox.Id,
            Config = config.Clone(),
            CreatedAt = clock.GetUtcNow(),
        };
        Check(record, sandbox);
        if (inventory.Reserve(Inventory.NameOf(sandbox.Id, metadata), record.Id) is { } taken)
        {
            throw Failure(
                StatusCode.AlreadyExists, $"container name \"{metadata.Name}\" attempt {metadata.Attempt} is taken by container {taken}");
        }

        try
        {
            store.Save(record);
        }
        catch
        {
            inventory.Release(Inventory.NameOf(sandbox.Id, metadata));
            throw;
        }

        inventory.Containers.Add(record.Id, new ContainerUnit(record, ContainerRun.NotStarted));
        events.Publish(ContainerEventType.ContainerCreatedEvent, record.Id, sandbox.Id);
        return record.Id;
    }

    /// <summary>StartContainer.</summary>
    /// <exception cref="RpcException">NotFound, FailedPrecondition, or Unknown with the reason the program could not be started.</exception>
    public async Task StartAsync(string id, CancellationToken cancellation)
    {
        var unit = inventory.Containers.Get(id);
        using var held = await unit.Gate.HoldAsync(cancellation);
        var sandbox = inventory.Sandboxes.Find(unit.SandboxId);
        if (unit.IsRemoved || unit.State != ContainerState.ContainerCreated)
        {
            throw Failure(StatusCode.FailedPrecondition, $"container {unit.Id} is in state {Name(unit)}, it can be started only once");
        }

        if (sandbox is not { IsReady: true })
        {
            throw Failure(StatusCode.FailedPrecondition, $"pod sandbox {unit.SandboxId} is not ready");
        }

        Task<ExitStatus> exit;
        try
        {
            exit = await starter.StartAsync(unit, sandbox, SpecOf(unit), cancellation);
        }
        catch (Exception error) when (error is IOException or SpecException or OperationCanceledException or UnauthorizedAccessException)
        {
            unit.Run = unit.Run.FailedToStart(error.Message, clock.GetUtcNow());
            store.Save(unit.Id, unit.Run);
            unit.SetExited();
            events.Publish(ContainerEventType.ContainerStoppedEvent, unit.Id, unit.SandboxId);
            throw Failure(StatusCode.Unknown, $"failed to start container {unit.Id}: {error.Message}");
        }

        LogStarted(unit.Id, unit.Run.Process!.Pid);
        events.Publish(ContainerEventType.ContainerStartedEvent, unit.Id, unit.SandboxId);
        _ = watcher.WatchAsync(unit, exit);
    }

    /// <summary>StopContainer: the stop signal to the first process, and SIGKILL to all when the time is over.</summary>
    /// <param name="id">The container; an unknown one has been stopped.</param>
    /// <param name="timeoutSeconds">How long it has to end by itself; 0 kills at once.</param>
    /// <param name="cancellation">Ends the waiting, not the container.</param>
    /// <exception cref="RpcException">DeadlineExceeded: SIGKILL did not end it.</exception>
    public async Task StopAsync(string id, long timeoutSeconds, CancellationToken cancellation)
    {
        if (inventory.Containers.Find(id) is not { } unit)
        {
            return;
        }

        using (await unit.Gate.HoldAsync(cancellation))
        {
            // A start that is under way is waited for; after this it either runs or never will.
        }

        await StopAsync(unit, timeoutSeconds, cancellation);
    }

    /// <summary>The same for a container that is not being started.</summary>
    public async Task StopAsync(ContainerUnit unit, long timeoutSeconds, CancellationToken cancellation)
    {
        if (!unit.Run.IsRunning)
        {
            return;
        }

        if (timeoutSeconds > 0)
        {
            Signal(unit, StopSignal.Number(unit.Config.StopSignal));
            var time = TimeSpan.FromSeconds(Math.Min(timeoutSeconds, (long)TimeSpan.FromDays(20).TotalSeconds));
            try
            {
                await unit.Exited.WaitAsync(time, clock, cancellation);
                return;
            }
            catch (TimeoutException)
            {
                LogKilling(unit.Id, timeoutSeconds);
            }
        }

        Signal(unit, Libc.SigKill);
        try
        {
            await unit.Exited.WaitAsync(DeathTime, clock, cancellation);
        }
        catch (TimeoutException)
        {
            throw Failure(StatusCode.DeadlineExceeded, $"container {unit.Id} still runs {DeathTime.TotalSeconds} s after SIGKILL");
        }
    }

    /// <summary>RemoveContainer: kills it if it runs, then removes its folder and its log.</summary>
    /// <param name="id">The container; an unknown one has been removed.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task RemoveAsync(string id, CancellationToken cancellation)
    {
        if (inventory.Containers.Find(id) is not { } unit)
        {
            return;
        }

        using (await unit.Gate.HoldAsync(cancellation))
        {
            if (unit.IsRemoved)
            {
                return;
            }

            await StopAsync(unit, 0, cancellation);
            if (!options.KeepLogs)
            {
                LogOf(unit)?.Delete();
            }

            store.DeleteContainer(unit.Id);
            unit.IsRemoved = true;
            inventory.Containers.Remove(unit.Id);
            inventory.Release(Inventory.NameOf(unit.SandboxId, unit.Config.Metadata));
        }

        events.Publish(ContainerEventType.ContainerDeletedEvent, unit.Id, unit.SandboxId);
    }

    /// <summary>UpdateContainerResources: what is 0 or empty stays as it is.</summary>
    /// <exception cref="RpcException">NotFound; FailedPrecondition without cgroups; Unknown when the kernel refuses a value.</exception>
    public async Task UpdateAsync(string id, LinuxContainerResources changes, CancellationToken cancellation)
    {
        var unit = inventory.Containers.Get(id);
        using var held = await unit.Gate.HoldAsync(cancellation);
        if (unit.Run.IsExited)
        {
            throw Failure(StatusCode.FailedPrecondition, $"container {unit.Id} has exited");
        }

        if (unit.Run.IsRunning && unit.Cgroup is null)
        {
            throw Failure(
                StatusCode.FailedPrecondition, "resources cannot be changed: the embedded runtime has no cgroups on this host, or is not root");
        }

        unit.Cgroup?.Update(changes);
        var config = unit.Config.Clone();
        config.Linux ??= new LinuxContainerConfig();
        config.Linux.Resources ??= new LinuxContainerResources();

        // Protobuf merges the same way: fields that are set win, lists are added to, so those are cleared first.
        if (changes.HugepageLimits.Count > 0)
        {
            config.Linux.Resources.HugepageLimits.Clear();
        }

        config.Linux.Resources.MergeFrom(changes);
        unit.Record = unit.Record with { Config = config };
        store.Save(unit.Record);
    }

    private void Check(ContainerRecord record, Sandbox sandbox)
    {
        try
        {
            _ = SpecBuilder.Build(record.Id, record.Config, sandbox.Config, host, store.ContainerFolder(record.Id));
            _ = LogPath.Create(sandbox.Config.LogDirectory, record.Config.LogPath);
            _ = StopSignal.Number(record.Config.StopSignal);
        }
        catch (Exception error) when (error is SpecException or ArgumentException)
        {
            throw Failure(StatusCode.InvalidArgument, $"container {record.Config.Metadata.Name}: {error.Message}");
        }
    }

    private LogPath? LogOf(ContainerUnit unit) =>
        LogPath.Create(inventory.Sandboxes.Find(unit.SandboxId)?.Config.LogDirectory ?? "", unit.Config.LogPath);

    private void Signal(ContainerUnit unit, int signal)
    {
        try
        {
            unit.Handle?.Send(signal);
        }
        catch (Exception error) when (error is NativeException or ObjectDisposedException)
        {
            LogSignalRefused(unit.Id, signal, error.Message);
        }

        if (signal == Libc.SigKill && unit.Run is { IsRunning: true, Process: { } main })
        {
            // Its other processes as well, in case the first one is stuck; the watcher kills again what is left.
            _ = killer.KillAsync(unit.Id, main, unit.Cgroup);
        }
    }

    private static string Name(ContainerUnit unit) => unit.IsRemoved ? "REMOVED" : unit.State.ToString();

    private static RpcException Failure(StatusCode code, string message) => new(new Status(code, message));

    [LoggerMessage(Level = LogLevel.Information, Message = "Container {ContainerId} started as process {Pid}")]
    private partial void LogStarted(string containerId, int pid);

    [LoggerMessage(Level = LogLevel.Information, Message = "Container {ContainerId} did not end within {Seconds} s and is killed")]
    private partial void LogKilling(string containerId, long seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Container {ContainerId} could not be sent signal {Signal}: {Reason}")]
    private partial void LogSignalRefused(string containerId, int signal, string reason);
}
