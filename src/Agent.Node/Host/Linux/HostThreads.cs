using System.Collections.Concurrent;

namespace Agent.Node.Host.Linux;

/// <summary>
/// A few threads for system calls that may hang. A hung call holds its thread and nothing else; when all threads
/// are held, further calls wait and their callers give up at their deadlines.
/// </summary>
internal sealed class HostThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly int _limit;
    private int _threads;
    private int _idle;

    /// <summary>Makes a pool that grows by need.</summary>
    /// <param name="limit">Threads at most.</param>
    public HostThreads(int limit = 4) => _limit = limit;

    /// <summary>Runs a call on one of the threads.</summary>
    public Task<T> Run<T>(Func<T> call, CancellationToken cancellation)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = cancellation.Register(() => completion.TrySetCanceled(cancellation));
        _work.Add(() =>
        {
            try
            {
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
                registration.Dispose();
            }
        }, CancellationToken.None);
        if (Volatile.Read(ref _idle) == 0 && Interlocked.Increment(ref _threads) <= _limit)
        {
            new Thread(Loop) { IsBackground = true, Name = "host" }.Start();
        }

        return completion.Task;
    }

    /// <summary>Runs a call without a result.</summary>
    public Task Run(Action call, CancellationToken cancellation) => Run(
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
