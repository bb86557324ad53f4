using Agent.Runtime.Native;

namespace Agent.Runtime.Processes;

/// <summary>
/// Starts children and waits for all of them on one thread, orphans that come back to this process included, so that no
/// zombie stays. It waits for every child of the process: nothing else in the process may start children.
/// </summary>
internal sealed class ChildReaper(TimeProvider clock) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource<ExitStatus>> _awaited = [];
    private readonly AutoResetEvent _started = new(false);
    private Thread? _thread;
    private volatile bool _stopped;

    /// <summary>Begins to wait, and makes orphaned descendants come back here.</summary>
    public void Start()
    {
        // Inherited as ignored (nohup, some service managers), the kernel would throw exit codes away.
        _ = Libc.SignalRaw(17, 0);
        Libc.BecomeSubreaper();
        _thread = new Thread(Run) { IsBackground = true, Name = "child-reaper" };
        _thread.Start();
    }

    /// <summary>
    /// Starts a child. The task completes when it has ended; by then its number may be another's.
    /// </summary>
    public (int Pid, Task<ExitStatus> Exit) Spawn(
        string path, IReadOnlyList<string> argv, IReadOnlyList<string> environment, IReadOnlyList<int> descriptors)
    {
        var exit = new TaskCompletionSource<ExitStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        int pid;
        lock (_lock)
        {
            // Under the lock, so that a child that ends at once is not taken for an orphan.
            pid = Libc.Spawn(path, argv, environment, descriptors);
            _awaited[pid] = exit;
        }

        _started.Set();
        return (pid, exit.Task);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        _started.Set();
        // The thread may be inside waitpid until some container ends; it is a background thread and ends with the process.
    }

    private void Run()
    {
        while (!_stopped)
        {
            var pid = Libc.WaitPidRaw(-1, out var status, 0);
            if (pid > 0)
            {
                TaskCompletionSource<ExitStatus>? exit;
                lock (_lock)
                {
                    _awaited.Remove(pid, out exit);
                }

                exit?.SetResult(ExitStatus.FromWaitStatus(status, clock.GetUtcNow()));
            }
            else if (Libc.LastError == Errno.ECHILD)
            {
                // No child means no descendant either: only our own start can change that.
                _started.WaitOne();
            }
        }
    }
}
