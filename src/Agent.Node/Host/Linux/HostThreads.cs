using System.Collections.Concurrent;

namespace Agent.Node.Host.Linux;

/// <summary>
/// A few threads for system calls that may hang. A hung call holds its thread and nothing else: while it does, further calls on
/// its path fail at once, and another thread takes the place of its own, up to a number of such calls. When all are held
/// nevertheless, further calls wait and their callers give up at their deadlines.
/// </summary>
internal sealed class HostThreads : IDisposable
{
    // Each costs a stack; a node with more hung paths than this has other worries.
    private const int MostHung = 32;

    private readonly BlockingCollection<Action> _work = [];
    private readonly ConcurrentDictionary<string, byte> _hung = new(StringComparer.Ordinal);
    private readonly int _limit;
    private int _threads;
    private int _idle;

    /// <summary>Makes a pool that grows by need.</summary>
    /// <param name="limit">Threads at most.</param>
    public HostThreads(int limit = 4) => _limit = limit;

    /// <summary>Runs a call on one of the threads.</summary>
    /// <param name="path">What it is about.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">Gives up waiting; the call itself goes on.</param>
    /// <exception cref="IOException">By the task: a call on the path that was given up has not returned yet.</exception>
    public Task<T> Run<T>(string path, Func<T> call, CancellationToken cancellation)
    {
        if (_hung.ContainsKey(path))
        {
            return Task.FromException<T>(new IOException($"an earlier call on {path} hangs"));
        }

        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = false;
        var registration = cancellation.Register(() =>
        {
            if (Volatile.Read(ref begun))
            {
                _hung[path] = 0;
                AddThread();
            }

            completion.TrySetCanceled(cancellation);
        });
        _work.Add(() =>
        {
            try
            {
                Volatile.Write(ref begun, true);
                if (!completion.Task.IsCompleted)
                {
                    completion.TrySetResult(call());
                }
            }
            catch (Exception e)
            {
                completion.TrySetException(e);
            }
            finally
            {
                // Waits for a cancellation under way.
                registration.Dispose();
                _hung.TryRemove(path, out _);
            }
        }, CancellationToken.None);
        AddThread();
        return completion.Task;
    }

    /// <summary>Runs a call without a result.</summary>
    public Task Run(string path, Action call, CancellationToken cancellation) => Run(
        path,
        () =>
        {
            call();
            return true;
        },
        cancellation);

    /// <summary>Takes no more work; threads end when theirs is done.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        if (Volatile.Read(ref _threads) == 0)
        {
            _work.Dispose();
        }
    }

    /// <summary>Starts a thread if work waits and none is there to take it.</summary>
    private void AddThread()
    {
        if (_work.Count == 0 || Volatile.Read(ref _idle) > 0)
        {
            return;
        }

        if (Interlocked.Increment(ref _threads) <= _limit + Math.Min(_hung.Count, MostHung))
        {
            new Thread(Loop) { IsBackground = true, Name = "host" }.Start();
        }
        else
        {
            Interlocked.Decrement(ref _threads);
        }
    }

    private void Loop()
    {
        while (true)
        {
            Interlocked.Increment(ref _idle);
            var taken = _work.TryTake(out var work, Timeout.Infinite);
            Interlocked.Decrement(ref _idle);
            if (!taken)
            {
                return;
            }

            work!();
        }
    }
}
