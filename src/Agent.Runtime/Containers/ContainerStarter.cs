using System.Globalization;
using Agent.Cri.Protocol;
using Agent.Runtime.Cgroups;
using Agent.Runtime.Logs;
using Agent.Runtime.Native;
using Agent.Runtime.Polling;
using Agent.Runtime.Processes;
using Agent.Runtime.Sandboxes;
using Agent.Runtime.Shims;
using Agent.Runtime.Specs;
using Agent.Runtime.State;
using Microsoft.Extensions.Logging;

namespace Agent.Runtime.Containers;

/// <summary>Starts a container's program.</summary>
internal sealed partial class ContainerStarter(
    StateStore store,
    ShimLauncher launcher,
    DescriptorPoller poller,
    CgroupAccess cgroups,
    MemberKiller killer,
    TimeProvider clock,
    ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<ContainerStarter>();

    /// <summary>
    /// Starts it. Its process is written down before it may do anything, so that a runtime killed at any point either knows
    /// the process or left none.
    /// </summary>
    /// <returns>Completes with the end of the process.</returns>
    /// <exception cref="IOException">It could not be started; nothing of it is left, and the message says why.</exception>
    public async Task<Task<ExitStatus>> StartAsync(ContainerUnit unit, Sandbox sandbox, ContainerSpec spec, CancellationToken cancellation)
    {
        var folder = store.ContainerFolder(unit.Id);
        ShimProcess? shim = null;
        try
        {
            Prepare(folder, spec);
            unit.Log = new ContainerLog(
                folder, LogPath.Create(sandbox.Config.LogDirectory, unit.Config.LogPath), clock, loggers.CreateLogger<ContainerLog>());
            unit.Cgroup = cgroups.Host?.Of(sandbox.Config.Linux?.CgroupParent ?? "", unit.Id);
            unit.Cgroup?.Create(WithoutQuota(unit.Config.Linux?.Resources));
            shim = Spawn(folder, spec.Shim);
            SetOomScore(shim.Identity.Pid, unit.Config.Linux?.Resources?.OomScoreAdj ?? 0);
            unit.Cgroup?.Add(shim.Identity.Pid);
            unit.Handle = PidHandle.Open(new ProcessTable(), shim.Identity.Pid, shim.Identity.StartTime)
                ?? throw new IOException("the agent's shim ended at once");

            var run = unit.Run.Started(shim.Identity, clock.GetUtcNow());
            store.Save(unit.Id, run);
            if (await shim.GoAsync(cancellation) is { } problem)
            {
                throw new IOException("unable to start container process: " + problem);
            }

            SetQuota(unit);

            unit.Run = run;
            unit.Cpu.Start(run.StartedAt!.Value);
            unit.Log.Start(poller);
            return shim.Exit;
        }
        catch
        {
            await UndoAsync(unit, shim);
            throw;
        }
        finally
        {
            shim?.Dispose();
        }
    }

    /// <summary>A tight CPU quota would make the shim, a .NET program, take seconds to become the container's program.</summary>
    private static LinuxContainerResources? WithoutQuota(LinuxContainerResources? resources)
    {
        if (resources is not { CpuQuota: > 0 })
        {
            return resources;
        }

        var others = resources.Clone();
        (others.CpuQuota, others.CpuPeriod) = (0, 0);
        return others;
    }

    private static void SetQuota(ContainerUnit unit)
    {
        if (unit.Config.Linux?.Resources is { CpuQuota: > 0 } limited)
        {
            unit.Cgroup?.Update(new LinuxContainerResources { CpuQuota = limited.CpuQuota, CpuPeriod = limited.CpuPeriod });
        }
    }

    private ShimProcess Spawn(string folder, ShimSpec spec)
    {
        var (stdout, stderr) = (OpenOutput(folder, LogStream.Stdout), OpenOutput(folder, LogStream.Stderr));
        try
        {
            return launcher.Spawn(spec, stdout, stderr);
        }
        finally
        {
            // Ours would keep the streams from ever ending.
            _ = Libc.CloseRaw(stdout);
            _ = Libc.CloseRaw(stderr);
        }
    }

    private static int OpenOutput(string folder, LogStream stream)
    {
        using var fifo = new LogFifo(folder, stream);
        return Libc.Check(Libc.OpenRaw(fifo.Path, Libc.ORdWr | Libc.OCloExec, 0), $"open {fifo.Path}");
    }

    private static void Prepare(string folder, ContainerSpec spec)
    {
        // A runtime that was killed while it started this container may have come as far as here.
        foreach (var file in Directory.GetFiles(folder).Where(file => Path.GetExtension(file) is ".fifo" or ".spool" or ".cursor"))
        {
            File.Delete(file);
        }

        var links = Path.Join(folder, "mounts");
        if (Directory.Exists(links))
        {
            Directory.Delete(links, recursive: true);
        }

        foreach (var stream in (ReadOnlySpan<LogStream>)[LogStream.Stdout, LogStream.Stderr])
        {
            using var fifo = new LogFifo(folder, stream);
            fifo.Make(spec.Shim.User?.Uid);
        }

        if (spec.Shim.Mounts is { } mounts)
        {
            Directory.CreateDirectory(mounts.Scratch);
        }

        foreach (var (path, source) in spec.Links)
        {
            var link = Path.Join(links, path);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, source);
        }
    }

    private void SetOomScore(int pid, long score)
    {
        try
        {
            File.WriteAllText($"/proc/{pid}/oom_score_adj", score.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Lowering it needs CAP_SYS_RESOURCE, which containers of the host itself often lack; the container runs all the same.
            LogOomScore(pid, score, error.Message);
        }
    }

    private async Task UndoAsync(ContainerUnit unit, ShimProcess? shim)
    {
        if (shim is not null)
        {
            await killer.KillAsync(unit.Id, shim.Identity, unit.Cgroup);
            await shim.Exit;
        }

        unit.Log?.Finish();
        unit.Log?.Dispose();
        unit.Handle?.Dispose();
        unit.Cgroup?.Remove();
        (unit.Log, unit.Handle, unit.Cgroup) = (null, null, null);
        cgroups.Host?.RemoveUnusedParents();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "oom_score_adj of process {Pid} stays as it is, {Score} was refused: {Reason}")]
    private partial void LogOomScore(int pid, long score, string reason);
}
