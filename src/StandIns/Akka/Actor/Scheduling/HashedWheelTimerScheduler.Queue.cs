using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

public sealed partial class HashedWheelTimerScheduler
{
    private const int MinSweep = 1024;

    private readonly Lock _lock = new();
    private readonly Timer _timer;
    private readonly PriorityQueue<TimerEntry, (TimeSpan Due, long Number)> _queue = new();
    private readonly ManualResetEventSlim _idle = new(true);

    /// <summary>Keeps entries of the same time in the order in which they came.</summary>
    private long _number;

    /// <summary>When the timer is set to fire; null if it is not set.</summary>
    private TimeSpan? _armedFor;

    /// <summary>How many entries there may be before those that have been cancelled are thrown out.</summary>
    private int _sweepAt = MinSweep;

    private bool _disposed;

    /// <summary>Ends the scheduler: nothing fires any more, and nothing is accepted.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _queue.Clear();
        }

        _timer.Dispose();
        if (_idle.Wait(_shutdownTimeout))
        {
            _idle.Dispose();
        }
        else
        {
            Log.Warning("Failed to shutdown scheduler within {0}", _shutdownTimeout);
        }
    }

    private void Add(TimeSpan delay, TimeSpan interval, IRunnable work, ICancelable? cancelable)
    {
        var entry = new TimerEntry(work, interval, cancelable) { Due = MonotonicTime.Elapsed + delay };
        lock (_lock)
        {
            if (_disposed)
            {
                throw new SchedulerException("cannot enqueue after timer shutdown");
            }

            Enqueue(entry);
            Sweep();
            Arm();
        }
    }

    private void Enqueue(TimerEntry entry) => _queue.Enqueue(entry, (entry.Due, _number++));

    /// <summary>Sets the timer for the first entry, at a tick.</summary>
    private void Arm()
    {
        if (!_queue.TryPeek(out _, out var first))
        {
            return;
        }

        var tick = TimeSpan.FromTicks((first.Due.Ticks + _tick.Ticks - 1) / _tick.Ticks * _tick.Ticks);
        if (_armedFor is null || tick < _armedFor)
        {
            _armedFor = tick;
            var wait = Math.Max(0, Math.Ceiling((tick - MonotonicTime.Elapsed).TotalMilliseconds));

            // The timer's limit; it is set again when it has fired.
            _timer.Change((long)Math.Min(wait, uint.MaxValue - 1), Timeout.Infinite);
        }
    }

    /// <summary>Throws out what has been cancelled when the queue has doubled, so that it costs little per entry.</summary>
    private void Sweep()
    {
        if (_queue.Count < _sweepAt)
        {
            return;
        }

        var live = _queue.UnorderedItems.Where(item => !item.Element.IsCancelled).ToArray();
        _queue.Clear();
        _queue.EnqueueRange(live);
        _sweepAt = Math.Max(MinSweep, 2 * _queue.Count);
    }

    private void Fire()
    {
        lock (_lock)
        {
            if (_disposed || !_idle.IsSet)
            {
                return;
            }

            _idle.Reset();
            _armedFor = null;
        }

        var now = MonotonicTime.Elapsed;
        while (TakeDue(now) is { } entry)
        {
            Run(entry, now);
        }

        lock (_lock)
        {
            _idle.Set();
            if (!_disposed)
            {
                // Whatever was armed meanwhile may have fired in vain.
                _armedFor = null;
                Arm();
            }
        }
    }

    private TimerEntry? TakeDue(TimeSpan now)
    {
        lock (_lock)
        {
            return _queue.TryPeek(out var entry, out var first) && first.Due <= now ? _queue.Dequeue() : null;
        }
    }

    private void Run(TimerEntry entry, TimeSpan now)
    {
        if (entry.IsCancelled)
        {
            return;
        }

        try
        {
            entry.Work.Run();
        }
        catch (Exception e)
        {
            // Not repeated, as it would fail again.
            Log.Error(e, "Error while executing scheduled task {0}", entry.Work);
            return;
        }

        if (entry.Interval > TimeSpan.Zero && !entry.IsCancelled)
        {
            // Keeps the rhythm, but does not make up for beats that were missed altogether.
            entry.Due += entry.Interval;
            if (entry.Due <= now)
            {
                entry.Due = now + entry.Interval;
            }

            lock (_lock)
            {
                if (!_disposed)
                {
                    Enqueue(entry);
                }
            }
        }
    }
}
