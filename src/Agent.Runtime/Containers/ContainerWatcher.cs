using Agent.Cri.Protocol;
using Agent.Runtime.Cgroups;
using Agent.Runtime.Events;
using Agent.Runtime.Processes;
using Agent.Runtime.State;
using Microsoft.Extensions.Logging;

namespace Agent.Runtime.Containers;

/// <summary>Waits for the end of a container's first process and brings the container to its end.</summary>
internal sealed partial class ContainerWatcher(
    StateStore store, MemberKiller killer, CgroupAccess cgroups, EventHub events, TimeProvider clock, ILogger<ContainerWatcher> logger)
{
    // Only a process that got away from the killing still holds a stream; what it writes later is nobody's.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CgroupTime = TimeSpan.FromSeconds(5);

    /// <summary>
    /// When the process has ended: kills what it left behind, takes the rest of its output, notes exit code and reason, says so.
    /// </summary>
    public async Task WatchAsync(ContainerUnit unit, Task<ExitStatus> exit)
    {
        var status = await exit;
        try
        {
            await killer.KillAsync(unit.Id, status.IsKnown ? unit.Run.Process : null, unit.Cgroup);
            if (unit.Log is { } log)
            {
                await Task.WhenAny(log.Ended, Task.Delay(DrainTime, clock));
                log.Finish();
                log.Dispose();
            }

            var oomKilled = unit.Cgroup?.HasOomKills() ?? false;
            await RemoveCgroupAsync(unit);
            unit.Handle?.Dispose();
            (unit.Log, unit.Handle) = (null, null);
            unit.Run = unit.Run.Exited(status, oomKilled);
            store.Save(unit.Id, unit.Run);
        }
        catch (Exception error)
        {
            // It has ended whatever could not be written; a runtime that starts again will call its exit code unknown.
            LogNotWritten(error, unit.Id);
            unit.Run = unit.Run.IsExited ? unit.Run : unit.Run.Exited(status, oomKilled: false);
        }

        LogExited(unit.Id, status.Code, unit.Run.Reason);
        events.Publish(ContainerEventType.ContainerStoppedEvent, unit.Id, unit.SandboxId);
        unit.SetExited();
    }

    private async Task RemoveCgroupAsync(ContainerUnit unit)
    {
        if (unit.Cgroup is not { } cgroup)
        {
            return;
        }

        // A process that has just ended is in its cgroup for a moment longer.
        var started = clock.GetTimestamp();
        while (!cgroup.Remove() && clock.GetElapsedTime(started) < CgroupTime)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), clock);
        }

        unit.Cgroup = null;
        cgroups.Host?.RemoveUnusedParents();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Container {ContainerId} exited with code {ExitCode} ({Reason})")]
    private partial void LogExited(string containerId, int exitCode, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of container {ContainerId} could not be written down")]
    private partial void LogNotWritten(Exception error, string containerId);
}
