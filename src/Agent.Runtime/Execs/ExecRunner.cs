using Agent.Cri.Protocol;
using Agent.Runtime.Containers;
using Agent.Runtime.Native;
using Agent.Runtime.Polling;
using Agent.Runtime.Processes;
using Agent.Runtime.Shims;
using Agent.Runtime.Specs;
using Google.Protobuf;
using Grpc.Core;

namespace Agent.Runtime.Execs;

/// <summary>Runs commands in containers and returns what they wrote (ExecSync).</summary>
internal sealed class ExecRunner(
    Inventory inventory,
    ContainerLifecycle containers,
    ShimLauncher launcher,
    DescriptorPoller poller,
    ProcessTable table,
    HostFacts host,
    TimeProvider clock)
{
    /// <summary>How much of each stream is kept, in bytes (containerd's maxExecSyncBufferSize of 16 MiB).</summary>
    public const int MaxOutput = 16 * 1024 * 1024;

    // The command has ended and something it started still holds its output: what it writes later is not waited for.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterKill = TimeSpan.FromMilliseconds(5);

    /// <summary>ExecSync: with the container's environment, working directory, user, mounts and cgroup.</summary>
    /// <exception cref="RpcException">
    /// NotFound; FailedPrecondition if it does not run; Unknown if the command could not be started; DeadlineExceeded after the timeout.
    /// </exception>
    public async Task<ExecSyncResponse> RunAsync(ExecSyncRequest request, CancellationToken cancellation)
    {
        var unit = inventory.Containers.Get(request.ContainerId);
        if (!unit.Run.IsRunning || unit.Run.Process is not { } main)
        {
            throw Failure(StatusCode.FailedPrecondition, $"container {unit.Id} is in state {unit.State}, not running");
        }

        using var stdout = new PipeCollector(poller, MaxOutput);
        using var stderr = new PipeCollector(poller, MaxOutput);
        using var shim = Spawn(unit, main, request.Cmd, stdout.WriteEnd, stderr.WriteEnd);
        stdout.CloseWriteEnd();
        stderr.CloseWriteEnd();
        try
        {
            var time = request.Timeout > 0 ? TimeSpan.FromSeconds(request.Timeout) : Timeout.InfiniteTimeSpan;
            var status = await ToEndAsync(unit, shim, cancellation).WaitAsync(time, clock, cancellation);
            await Task.WhenAny(Task.WhenAll(stdout.Ended, stderr.Ended), Task.Delay(DrainTime, clock, cancellation));
            return new ExecSyncResponse
            {
                Stdout = UnsafeByteOperations.UnsafeWrap(stdout.Finish()),
                Stderr = UnsafeByteOperations.UnsafeWrap(stderr.Finish()),
                ExitCode = status.Code,
            };
        }
        catch (TimeoutException)
        {
            await KillAsync(shim);
            throw Failure(
                StatusCode.DeadlineExceeded, $"failed to exec in container: timeout {request.Timeout}s exceeded: {string.Join(' ', request.Cmd)}");
        }
        catch (OperationCanceledException)
        {
            await KillAsync(shim);
            throw;
        }
    }

    private static async Task<ExitStatus> ToEndAsync(ContainerUnit unit, ShimProcess shim, CancellationToken cancellation)
    {
        unit.Cgroup?.Add(shim.Identity.Pid);
        return await shim.GoAsync(cancellation) is { } problem
            ? throw Failure(StatusCode.Unknown, $"failed to exec in container: unable to start container process: {problem}")
            : await shim.Exit.WaitAsync(cancellation);
    }

    private ShimProcess Spawn(ContainerUnit unit, ProcessIdentity main, IReadOnlyList<string> command, int stdout, int stderr)
    {
        var mountNamespace = -1;
        try
        {
            var spec = SpecBuilder.BuildExec(containers.SpecOf(unit), command, host);
            if (spec.JoinsNamespace)
            {
                var path = $"/proc/{main.Pid}/ns/mnt";
                mountNamespace = Libc.Check(Libc.OpenRaw(path, Libc.ORdOnly | Libc.OCloExec, 0), $"open {path}");
            }

            return table.FindAlive(main.Pid, main.StartTime) is not null
                ? launcher.Spawn(spec, stdout, stderr, mountNamespace)
                : throw Failure(StatusCode.FailedPrecondition, $"container {unit.Id} has just ended");
        }
        catch (Exception error) when (error is IOException or SpecException)
        {
            throw Failure(StatusCode.Unknown, $"failed to exec in container: {error.Message}");
        }
        finally
        {
            if (mountNamespace >= 0)
            {
                _ = Libc.CloseRaw(mountNamespace);
            }
        }
    }

    // Its session and all descendants; the container's other processes stay.
    private async Task KillAsync(ShimProcess shim)
    {
        while (ContainerMembers.Of(table.Snapshot(), shim.Identity, null) is { Count: > 0 } members)
        {
            foreach (var member in members)
            {
                using var handle = PidHandle.Open(table, member.Pid, member.StartTime);
                handle?.Send(Libc.SigKill);
            }

            await Task.WhenAny(shim.Exit, Task.Delay(PauseAfterKill, clock));
            if (shim.Exit.IsCompleted)
            {
                // From here on its number may be another's.
                return;
            }
        }
    }

    private static RpcException Failure(StatusCode code, string message) => new(new Status(code, message));
}
