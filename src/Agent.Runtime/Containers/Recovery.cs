using Agent.Runtime.Cgroups;
using Agent.Runtime.Logs;
using Agent.Runtime.Polling;
using Agent.Runtime.Processes;
using Agent.Runtime.Sandboxes;
using Agent.Runtime.State;
using Microsoft.Extensions.Logging;

namespace Agent.Runtime.Containers;

/// <summary>Takes over, at start, what a runtime before left: running containers go on, ended ones are brought to their end.</summary>
internal sealed partial class Recovery(
    Inventory inventory,
    StateStore store,
    ContainerWatcher watcher,
    MemberKiller killer,
    DescriptorPoller poller,
    CgroupAccess cgroups,
    ProcessTable table,
    TimeProvider clock,
    ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<Recovery>();

    /// <summary>Reads all state and adopts all containers; returns when it is known of each whether it runs.</summary>
    public async Task RunAsync()
    {
        foreach (var record in store.LoadSandboxes())
        {
            inventory.Sandboxes.Add(record.Id, new Sandbox(record));
            inventory.Reserve(Inventory.NameOf(record.Config.Metadata), record.Id);
        }

        foreach (var record in store.LoadContainers())
        {
            await RecoverAsync(record);
        }

        foreach (var id in store.LostContainers)
        {
            // Nobody can reach them any more; they must not run for ever.
            await KillAsync(id);
        }

        cgroups.Host?.RemoveUnusedParents();
    }

    private async Task RecoverAsync(ContainerRecord record)
    {
        if (inventory.Sandboxes.Find(record.SandboxId) is not { } sandbox)
        {
            LogOrphan(record.Id, record.SandboxId);
            await KillAsync(record.Id);
            store.DeleteContainer(record.Id);
            return;
        }

        var run = store.LoadRun(record.Id) ?? Guess(record.Id);
        var unit = new ContainerUnit(record, run);
        inventory.Containers.Add(record.Id, unit);
        inventory.Reserve(Inventory.NameOf(sandbox.Id, record.Config.Metadata), record.Id);
        if (run.IsExited)
        {
            unit.SetExited();
        }
        else if (run.IsRunning)
        {
            await AdoptAsync(unit, sandbox);
        }
    }

    private async Task AdoptAsync(ContainerUnit unit, Sandbox sandbox)
    {
        var process = unit.Run.Process!;
        var sameBoot = process.Boot == BootId.Current;
        unit.Cgroup = cgroups.Host?.Of(sandbox.Config.Linux?.CgroupParent ?? "", unit.Id);
        unit.Handle = sameBoot ? PidHandle.Open(table, process.Pid, process.StartTime) : null;
        unit.Log = sameBoot ? OpenLog(unit, sandbox) : null;
        if (unit.Handle is { } handle)
        {
            unit.Log?.Start(poller);
            LogAdopted(unit.Id, process.Pid);
            _ = watcher.WatchAsync(unit, AdoptedProcess.WaitAsync(handle, poller, clock));
            return;
        }

        // Ended while nobody watched. Its end is brought about as any other's before anyone is answered.
        LogMissed(unit.Id);
        await watcher.WatchAsync(unit, Task.FromResult(ExitStatus.Unknown(clock.GetUtcNow())));
    }

    private ContainerLog OpenLog(ContainerUnit unit, Sandbox sandbox)
    {
        try
        {
            return Open(LogPath.Create(sandbox.Config.LogDirectory, unit.Config.LogPath));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Read all the same: a container whose output nobody takes comes to a halt.
            LogWithoutLog(error, unit.Id);
            return Open(null);
        }

        ContainerLog Open(LogPath? path) =>
            new(store.ContainerFolder(unit.Id), path, clock, loggers.CreateLogger<ContainerLog>());
    }

    // The record of a run was lost: the leader of a session that carries the container's mark is its first process.
    private ContainerRun Guess(string id)
    {
        var snapshot = table.Snapshot();
        var leader = snapshot.All
            .Where(process => process.Session == process.Pid && snapshot.MarkOf(process) == id)
            .OrderBy(process => process.StartTime)
            .Select(process => (ProcessStat?)process)
            .FirstOrDefault();
        var now = clock.GetUtcNow();
        var identity = leader is { } found
            ? new ProcessIdentity(found.Pid, found.StartTime, BootId.Current)
            : new ProcessIdentity(int.MaxValue, ulong.MaxValue, "");
        return ContainerRun.NotStarted.Started(identity, now);
    }

    private async Task KillAsync(string id)
    {
        await killer.KillAsync(id, null, null);
        cgroups.Host?.RemoveByName(id);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Adopted container {ContainerId}, process {Pid}")]
    private partial void LogAdopted(string containerId, int pid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Container {ContainerId} ended while no runtime watched")]
    private partial void LogMissed(string containerId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Container {ContainerId} belongs to no pod sandbox ({SandboxId}) and is removed")]
    private partial void LogOrphan(string containerId, string sandboxId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The log of container {ContainerId} cannot be opened; its output is not kept")]
    private partial void LogWithoutLog(Exception error, string containerId);
}
