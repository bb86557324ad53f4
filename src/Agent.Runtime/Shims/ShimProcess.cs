using System.Text;
using Agent.Runtime.Native;
using Agent.Runtime.Polling;
using Agent.Runtime.Processes;

namespace Agent.Runtime.Shims;

/// <summary>A shim that has been started and waits for the word to go on.</summary>
internal sealed class ShimProcess : IDisposable
{
    private const int MaxReport = 16 * 1024;
    private readonly PipeCollector _report;
    private int _go;

    private ShimProcess(int pid, ulong startTime, Task<ExitStatus> exit, int go, PipeCollector report)
    {
        (Identity, Exit, _go, _report) = (new ProcessIdentity(pid, startTime, BootId.Current), exit, go, report);
    }

    /// <summary>The process, which keeps its identity when it becomes the container's program.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>Completes when the process has ended.</summary>
    public Task<ExitStatus> Exit { get; }

    /// <summary>Starts a shim.</summary>
    /// <param name="reaper">Starts it and waits for it.</param>
    /// <param name="poller">Listens to its report.</param>
    /// <param name="command">The agent's command line without a verb.</param>
    /// <param name="environment">What the shim itself, a .NET program, needs in its environment.</param>
    /// <param name="spec">What it is to do.</param>
    /// <param name="streams">Descriptors of stdin, stdout and stderr; they stay the caller's.</param>
    /// <param name="mountNamespace">The mount namespace to join, or -1.</param>
    /// <exception cref="IOException">It could not be started.</exception>
    public static ShimProcess Spawn(
        ChildReaper reaper,
        DescriptorPoller poller,
        IReadOnlyList<string> command,
        IReadOnlyList<string> environment,
        ShimSpec spec,
        IReadOnlyList<int> streams,
        int mountNamespace)
    {
        var memory = Libc.MemoryFile("agent-shim", ShimSpecCodec.Encode(spec));
        var (goRead, goWrite) = Libc.Pipe();
        var report = new PipeCollector(poller, MaxReport);
        try
        {
            var descriptors = new List<int>(streams) { memory, goRead, report.WriteEnd };
            if (mountNamespace >= 0)
            {
                descriptors.Add(mountNamespace);
            }

            var (pid, exit) = reaper.Spawn(command[0], [.. command, "shim"], environment, descriptors);

            // Not there any more only if it ended at once; then no time is right, and nobody asks for it.
            var startTime = new ProcessTable().Find(pid)?.StartTime ?? 0;
            return new ShimProcess(pid, startTime, exit, goWrite, report);
        }
        catch
        {
            report.Dispose();
            _ = Libc.CloseRaw(goWrite);
            throw;
        }
        finally
        {
            _ = Libc.CloseRaw(memory);
            _ = Libc.CloseRaw(goRead);
            report.CloseWriteEnd();
        }
    }

    /// <summary>Lets it go on, and waits until it has become the container's program.</summary>
    /// <returns>Null, or why it could not.</returns>
    public async Task<string?> GoAsync(CancellationToken cancellation)
    {
        try
        {
            Libc.WriteAll(_go, [1]);
        }
        catch (NativeException)
        {
            // It is gone; the report says why, or does not.
        }

        await _report.Ended.WaitAsync(cancellation);
        var report = _report.Finish();
        if (report is [ShimDescriptors.ExecMark])
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(report.AsSpan(report is [ShimDescriptors.ExecMark, ..] ? 1 : 0));
        if (text.Length > 0)
        {
            return text;
        }

        var status = await Exit.WaitAsync(cancellation);
        return $"the agent's shim ended with code {status.Code} before it could start the command";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _report.Dispose();
        if (Interlocked.Exchange(ref _go, -1) is >= 0 and var go)
        {
            _ = Libc.CloseRaw(go);
        }
    }
}
