using Agent.Kubernetes.Api;
using Agent.Simulation.Ports;

namespace Agent.Simulation.Api;

/// <summary>A watch whose events take time to arrive, in order, each in an event of the simulation.</summary>
internal sealed class SimulatedWatch : IApiWatch
{
    private readonly SimulatedPort _port;
    private readonly IApiWatch _inner;
    private readonly LatencyRange _latency;
    private readonly Action<SimulatedWatch> _closed;
    private readonly Queue<IReadOnlyList<WatchFrame>> _underWay = new();
    private readonly Queue<IReadOnlyList<WatchFrame>> _arrived = new();
    private TaskCompletionSource<IReadOnlyList<WatchFrame>>? _next;
    private Exception? _broken;
    private TimeSpan _lastArrival;
    private bool _disposed;

    public SimulatedWatch(SimulatedPort port, IApiWatch inner, LatencyRange latency, Action<SimulatedWatch> closed)
    {
        (_port, _inner, _latency, _closed) = (port, inner, latency, closed);
        _port.Clock.Schedule(TimeSpan.Zero, Read);
    }

    public Task<IReadOnlyList<WatchFrame>> NextAsync(CancellationToken cancellation)
    {
        var next = _next = new TaskCompletionSource<IReadOnlyList<WatchFrame>>();
        cancellation.Register(() => _port.Clock.Schedule(TimeSpan.Zero, () => next.TrySetCanceled(cancellation)));
        _port.Clock.Schedule(TimeSpan.Zero, Deliver);
        return next.Task;
    }

    /// <summary>The connection breaks: what has not arrived never does.</summary>
    public void Break()
    {
        _arrived.Clear();
        _broken = new ApiConnectionException("connection reset by peer", requestSent: true);
        Close();
        _port.Clock.Schedule(TimeSpan.Zero, Deliver);
    }

    public void Dispose()
    {
        _disposed = true;
        Close();
    }

    // Continues where the store makes the change, on the simulation's thread, and leaves at once: arrival is an event of its own.
    private async void Read()
    {
        while (!_disposed && _broken is null)
        {
            IReadOnlyList<WatchFrame> frames;
            try
            {
                frames = await _inner.NextAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The watch was closed while it waited.
                return;
            }

            // What was sent later never arrives earlier, nor first of what arrives at one time.
            _underWay.Enqueue(frames);
            var arrival = _port.Clock.Elapsed + _latency.Draw(_port.Random);
            _lastArrival = arrival > _lastArrival ? arrival : _lastArrival;
            _port.Clock.Schedule(_lastArrival - _port.Clock.Elapsed, () => _port.WhenResponsive(Arrive));
            if (frames.Count == 0)
            {
                return;
            }
        }
    }

    private void Arrive()
    {
        if (_broken is null && !_disposed)
        {
            _arrived.Enqueue(_underWay.Dequeue());
            Deliver();
        }
    }

    private void Deliver()
    {
        if (_next is not { Task.IsCompleted: false } next)
        {
            return;
        }

        if (_broken is { } error)
        {
            next.SetException(error);
        }
        else if (_arrived.TryDequeue(out var frames))
        {
            next.SetResult(frames);
        }
    }

    private void Close()
    {
        _closed(this);
        _inner.Dispose();
    }
}
