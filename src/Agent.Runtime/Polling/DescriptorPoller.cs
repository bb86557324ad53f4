using System.Collections.Concurrent;
using Agent.Runtime.Native;
using Microsoft.Extensions.Logging;

namespace Agent.Runtime.Polling;

/// <summary>
/// Waits for many pipes and process descriptors on one thread (epoll). What is ready is handled on the thread pool, one
/// handler per descriptor at a time, so that a slow disk under one container's log does not hold up another's.
/// </summary>
internal sealed partial class DescriptorPoller : IDisposable
{
    private readonly ConcurrentDictionary<long, Registration> _registrations = new();
    private readonly int _epoll = Libc.Check(Libc.EpollCreateRaw(Libc.OCloExec), "epoll_create1");
    private readonly int _wake = Libc.Check(Libc.EventFdRaw(0, Libc.OCloExec), "eventfd");
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private long _lastNumber;
    private volatile bool _stopped;

    /// <summary>Begins to wait.</summary>
    public DescriptorPoller(ILogger<DescriptorPoller> logger)
    {
        _logger = logger;
        Libc.Check(Libc.EpollControl(_epoll, Libc.EpollAdd, _wake, Libc.EpollIn, 0), "epoll_ctl");
        _thread = new Thread(Run) { IsBackground = true, Name = "descriptor-poller" };
        _thread.Start();
    }

    /// <summary>
    /// Calls <paramref name="onReady"/> whenever the descriptor is readable or has ended, until it returns false. The
    /// descriptor stays the caller's and may be closed after the task has completed.
    /// </summary>
    public Registration Watch(int descriptor, Func<bool> onReady)
    {
        var registration = new Registration(this, descriptor, Interlocked.Increment(ref _lastNumber), onReady);
        _registrations[registration.Number] = registration;
        Libc.Check(
            Libc.EpollControl(_epoll, Libc.EpollAdd, descriptor, Libc.EpollIn | Libc.EpollOneShot, registration.Number), "epoll_ctl");
        return registration;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        Libc.WriteAll(_wake, [1, 0, 0, 0, 0, 0, 0, 0]);
        _thread.Join();
        _ = Libc.CloseRaw(_wake);
        _ = Libc.CloseRaw(_epoll);
    }

    private void Run()
    {
        Span<long> numbers = stackalloc long[64];
        while (!_stopped)
        {
            var count = Libc.EpollWait(_epoll, numbers);
            foreach (var number in numbers[..count])
            {
                if (_registrations.TryGetValue(number, out var registration))
                {
                    ThreadPool.UnsafeQueueUserWorkItem(registration, preferLocal: false);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Handling of descriptor {Descriptor} failed; it is no longer watched")]
    private partial void LogHandlerFailed(Exception error, int descriptor);

    /// <summary>One watched descriptor.</summary>
    internal sealed class Registration(DescriptorPoller poller, int descriptor, long number, Func<bool> onReady)
        : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();
        private bool _cancelled;

        /// <summary>Names it to epoll; never used twice, as descriptors are.</summary>
        public long Number { get; } = number;

        /// <summary>Completes when the handler has returned false or thrown, or the watch was cancelled.</summary>
        public Task Done => _done.Task;

        /// <summary>Stops watching. A handler at work is waited for.</summary>
        public void Cancel()
        {
            lock (_lock)
            {
                _cancelled = true;
                End();
            }
        }

        void IThreadPoolWorkItem.Execute()
        {
            lock (_lock)
            {
                if (_cancelled)
                {
                    return;
                }

                try
                {
                    if (onReady())
                    {
                        _ = Libc.EpollControl(
                            poller._epoll, Libc.EpollModify, descriptor, Libc.EpollIn | Libc.EpollOneShot, Number);
                        return;
                    }
                }
                catch (Exception error)
                {
                    poller.LogHandlerFailed(error, descriptor);
                }

                _cancelled = true;
                End();
            }
        }

        private void End()
        {
            if (poller._registrations.TryRemove(Number, out _))
            {
                _ = Libc.EpollControl(poller._epoll, Libc.EpollDelete, descriptor, 0, 0);
            }

            _done.TrySetResult();
        }
    }
}
