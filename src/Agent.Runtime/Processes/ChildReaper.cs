using Agent.Runtime.Native;

namespace Agent.Runtime.Processes;

/// <summary>
/// Starts children and waits for all of them on one thread, orphans that come back to this process included, so that no
/// zombie stays. It waits for every child of the process: nothing else in the process may start children.
/// </summary>
internal sealed class ChildReaper(TimeProvider clock)
{
    private readonly object _lock = new();
    private readonly Dictionary<int, TaskCompletionSource<ExitStatus>> _awaited = [];
    private long _started;

    /// <summary>
    /// Begins to wait, and makes orphaned descendants come back here. It goes on until the process ends: the thread may be in a
    /// system call that only the end of a container ends.
    /// </summary>
    public void Start()
    {
        // Inherited as ignored (nohup, some service managers), the kernel would throw exit codes away.
        _ = Libc.SignalRaw(17, 0);
        Libc.BecomeSubreaper();
        new Thread(Run) { IsBackground = true, Name = "child-reaper" }.Start();
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
            _started++;
            Monitor.Pulse(_lock);
        }

        return (pid, exit.Task);
    }

    private void Run()
    {
        while (true)
        {
            var seen = Volatile.Read(ref _started);
            var pid = Libc.WaitPidRaw(-1, out var status, 0);
            if (pid > 0)
            {
                Report(pid, status);
            }
            else if (Libc.LastError == Errno.ECHILD)
            {
                // No child means no descendant either: only our own start can change that.
                lock (_lock)
                {
                    while (_started == seen)
                    {
                        Monitor.Wait(_lock);
                    }
                }
            }
        }
    }

    private void Report(int pid, int status)
    {
        TaskCompletionSource<ExitStatus>? exit;
        lock (_lock)
        {
            _awaited.Remove(pid, out exit);
        }

        exit?.SetResult(ExitStatus.FromWaitStatus(status, clock.GetUtcNow()));
    }
}
