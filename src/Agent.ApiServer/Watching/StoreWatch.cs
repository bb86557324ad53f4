using Agent.ApiServer.Errors;
using Agent.ApiServer.Store;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Watching;

/// <summary>
/// A watch: a bounded queue of events between the store and one reader. A reader too slow for its queue is cut off with 410,
/// so that it lists again, and costs the store nothing more.
/// </summary>
internal sealed class StoreWatch : IApiWatch
{
    private static readonly IReadOnlyList<WatchFrame> End = [];

    private readonly Lock _lock = new();
    private readonly ObjectStore _store;
    private readonly WatchOptions _options;
    private readonly int _capacity;
    private List<WatchFrame>? _frames;
    private TaskCompletionSource<IReadOnlyList<WatchFrame>>? _waiting;
    private bool _ended;
    private bool _disposed;

    public StoreWatch(ObjectStore store, ObjectTable table, WatchOptions options, int capacity, DateTimeOffset opened)
    {
        _store = store;
        _options = options;
        _capacity = capacity;
        Table = table;
        Ends = options.Timeout is { } timeout ? opened + timeout : null;
    }

    public ObjectTable Table { get; }

    public ObjectFilter Filter => _options.Filter;

    public bool WantsBookmarks => _options.Bookmarks;

    /// <summary>When the server ends it; null: never.</summary>
    public DateTimeOffset? Ends { get; }

    /// <summary>Nothing more comes: it can leave the store.</summary>
    public bool IsClosed => _ended || _disposed;

    public Task<IReadOnlyList<WatchFrame>> NextAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (cancellation.IsCancellationRequested)
            {
                return Task.FromCanceled<IReadOnlyList<WatchFrame>>(cancellation);
            }

            if (_frames is not null || _ended)
            {
                return Task.FromResult(TakeFrames());
            }

            if (_waiting is { Task.IsCompleted: false })
            {
                throw new InvalidOperationException("a watch is read by one reader, one call at a time");
            }

            _waiting = _store.Options.NewCompletion();
            if (!cancellation.CanBeCanceled)
            {
                return _waiting.Task;
            }

            var waiting = _waiting;
            var registration = cancellation.Register(() => waiting.TrySetCanceled(cancellation));
            return Unregister(waiting.Task, registration);
        }
    }

    /// <summary>Puts in what there is at the beginning, however much.</summary>
    public void Begin(IEnumerable<WatchFrame> frames)
    {
        lock (_lock)
        {
            foreach (var frame in frames)
            {
                (_frames ??= []).Add(frame);
            }
        }
    }

    /// <summary>Puts in one event; true: a reader waits and must be woken (<see cref="Wake"/>) outside the store's lock.</summary>
    public bool Offer(WatchFrame frame)
    {
        lock (_lock)
        {
            if (_ended || _disposed)
            {
                return false;
            }

            if (_frames is not null && _frames.Count >= _capacity)
            {
                _frames = [ApiErrors.Frame(ApiErrors.SlowWatcher())];
                _ended = true;
                return _waiting is not null;
            }

            (_frames ??= []).Add(frame);
            return _waiting is not null;
        }
    }

    /// <summary>Ends it in order; true: a reader must be woken.</summary>
    public bool Finish()
    {
        lock (_lock)
        {
            _ended = true;
            return _waiting is not null;
        }
    }

    /// <summary>Gives a waiting reader what there is.</summary>
    public void Wake()
    {
        TaskCompletionSource<IReadOnlyList<WatchFrame>>? waiting;
        IReadOnlyList<WatchFrame> frames;
        lock (_lock)
        {
            if (_waiting is null || (_frames is null && !_ended))
            {
                return;
            }

            waiting = _waiting;
            _waiting = null;
            frames = TakeFrames();
        }

        waiting.TrySetResult(frames);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _frames = null;
        }

        _store.Close(this);
        _waiting?.TrySetCanceled();
    }

    private static async Task<IReadOnlyList<WatchFrame>> Unregister(
        Task<IReadOnlyList<WatchFrame>> frames, CancellationTokenRegistration registration)
    {
        using (registration)
        {
            return await frames.ConfigureAwait(false);
        }
    }

    private IReadOnlyList<WatchFrame> TakeFrames()
    {
        var frames = _frames;
        _frames = null;
        return frames ?? End;
    }
}
