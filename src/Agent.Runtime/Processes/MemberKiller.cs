using Agent.Runtime.Cgroups;
using Agent.Runtime.Native;
using Microsoft.Extensions.Logging;

namespace Agent.Runtime.Processes;

/// <summary>Kills everything that belongs to a container.</summary>
internal sealed partial class MemberKiller(ProcessTable table, TimeProvider clock, ILogger<MemberKiller> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The processes of a container: those of its cgroup, or what the marks say where there is none.</summary>
    public IReadOnlyList<ProcessStat> Members(string containerId, ProcessIdentity? main, ICgroup? cgroup) => cgroup is null
        ? ContainerMembers.Of(table.Snapshot(), main, containerId)
        : [.. cgroup.Processes().Select(table.Find).OfType<ProcessStat>().Where(process => process.IsAlive)];

    /// <summary>Sends SIGKILL to all of them until none is left; what was started meanwhile is found the next time round.</summary>
    /// <returns>False when some are left after 10 s (a process in an uninterruptible call dies when that returns).</returns>
    public async Task<bool> KillAsync(string containerId, ProcessIdentity? main, ICgroup? cgroup)
    {
        var started = clock.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(2);
        while (true)
        {
            var members = Members(containerId, main, cgroup);
            if (members.Count == 0)
            {
                return true;
            }

            foreach (var member in members)
            {
                Kill(member);
            }

            if (clock.GetElapsedTime(started) > Patience)
            {
                LogLeft(containerId, string.Join(", ", members.Select(member => member.Pid)));
                return false;
            }

            await Task.Delay(pause, clock);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private void Kill(ProcessStat process)
    {
        try
        {
            using var handle = PidHandle.Open(table, process.Pid, process.StartTime);
            handle?.Send(Libc.SigKill);
        }
        catch (NativeException error)
        {
            LogRefused(process.Pid, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Processes {Pids} of container {ContainerId} do not end after SIGKILL")]
    private partial void LogLeft(string containerId, string pids);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot kill process {Pid}: {Reason}")]
    private partial void LogRefused(int pid, string reason);
}
