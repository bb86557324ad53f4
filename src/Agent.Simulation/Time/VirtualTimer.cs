namespace Agent.Simulation.Time;

/// <summary>A timer on virtual time; its callback runs on the simulation's thread.</summary>
internal sealed class VirtualTimer(VirtualClock clock, Action callback) : ITimer
{
    private ScheduledEvent? _next;
    private TimeSpan _period;
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        _next?.Cancel();
        _period = period;
        _next = dueTime == Timeout.InfiniteTimeSpan ? null : clock.Schedule(dueTime, Fire);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        _next?.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire()
    {
        _next = _period > TimeSpan.Zero ? clock.Schedule(_period, Fire) : null;
        callback();
    }
}
