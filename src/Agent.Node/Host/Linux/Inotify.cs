using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Agent.Node.Host.Linux;

/// <summary>
/// inotify(7) on one directory. Unlike the watcher of .NET it tells a file that was closed or moved in from one that is still
/// being written.
/// </summary>
internal sealed partial class Inotify : IDisposable
{
    // sys/inotify.h
    private const uint Modify = 0x2;
    private const uint Attributes = 0x4;
    private const uint CloseWrite = 0x8;
    private const uint MovedFrom = 0x40;
    private const uint MovedTo = 0x80;
    private const uint Create = 0x100;
    private const uint Delete = 0x200;
    private const uint DeleteSelf = 0x400;
    private const uint MoveSelf = 0x800;
    private const uint Ignored = 0x8000;
    private const uint OnlyDirectory = 0x01000000;
    private const uint CompleteMask = CloseWrite | MovedFrom | MovedTo | Delete;
    private const uint EndMask = DeleteSelf | MoveSelf | Ignored;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const short PollIn = 1;
    private const int HeaderSize = 16;

    private readonly SafeFileHandle _events;
    private readonly SafeFileHandle _wake;

    private Inotify(SafeFileHandle events, SafeFileHandle wake)
    {
        _events = events;
        _wake = wake;
    }

    /// <summary>Watches a directory; the callback comes on a thread of the watch, once per batch of events.</summary>
    /// <param name="directory">An existing directory.</param>
    /// <param name="onChange">Told of changes.</param>
    /// <param name="onEnd">Told once, when the watch ends by itself: the directory is gone, or reading failed.</param>
    /// <exception cref="IOException">The kernel refuses, e.g. as there are too many watches.</exception>
    public static Inotify Watch(string directory, Action<FileChange> onChange, Action<Exception> onEnd)
    {
        var events = Owned(InitRaw(CloseOnExec | NonBlocking), "inotify_init1", directory);
        SafeFileHandle? wake = null;
        try
        {
            const uint mask = Modify | Attributes | CloseWrite | MovedFrom | MovedTo | Create | Delete | DeleteSelf | MoveSelf | OnlyDirectory;
            if (AddWatchRaw(events, directory, mask) < 0)
            {
                throw Failure("inotify_add_watch", directory);
            }

            wake = Owned(EventFdRaw(0, CloseOnExec | NonBlocking), "eventfd", directory);
            var watch = new Inotify(events, wake);
            new Thread(() => watch.Loop(directory, onChange, onEnd)) { IsBackground = true, Name = "inotify" }.Start();
            return watch;
        }
        catch
        {
            events.Dispose();
            wake?.Dispose();
            throw;
        }
    }

    /// <summary>Ends the watch; the callback may come once more.</summary>
    public void Dispose()
    {
        Span<byte> one = [1, 0, 0, 0, 0, 0, 0, 0];
        try
        {
            _ = WriteRaw(_wake, one, one.Length);
        }
        catch (ObjectDisposedException)
        {
            // The loop has ended by itself.
        }
    }

    private static SafeFileHandle Owned(int descriptor, string call, string directory) =>
        descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure(call, directory);

    private static IOException Failure(string call, string directory) =>
        new($"{call} for {directory}: {Marshal.GetLastPInvokeErrorMessage()}");

    private void Loop(string directory, Action<FileChange> onChange, Action<Exception> onEnd)
    {
        // Only this thread closes the descriptors: nothing reads from one that was closed and given to another.
        using (_events)
        using (_wake)
        {
            Span<byte> buffer = stackalloc byte[8192];
            while (true)
            {
                Span<PollFd> polled = [new(_events, PollIn), new(_wake, PollIn)];
                if (PollRaw(polled, polled.Length, -1) < 0)
                {
                    if (MayRetry())
                    {
                        continue;
                    }

                    onEnd(Failure("poll", directory));
                    return;
                }

                if (polled[1].Returned != 0)
                {
                    return;
                }

                var count = ReadRaw(_events, buffer, buffer.Length);
                if (count <= 0)
                {
                    if (MayRetry())
                    {
                        continue;
                    }

                    onEnd(Failure("read", directory));
                    return;
                }

                var seen = Kinds(buffer[..(int)count]);
                onChange((seen & CompleteMask) != 0 ? FileChange.Complete : FileChange.UnderWay);
                if ((seen & EndMask) != 0)
                {
                    onEnd(new IOException($"{directory} was removed or moved"));
                    return;
                }
            }
        }
    }

    // EINTR: a signal came first; EAGAIN: there is nothing yet.
    private static bool MayRetry() => Marshal.GetLastPInvokeError() is 4 or 11;

    /// <summary>The kinds of all events of one reading; an overflow (no kind of ours) is a change as well.</summary>
    private static uint Kinds(ReadOnlySpan<byte> events)
    {
        var seen = 0u;
        while (events.Length >= HeaderSize)
        {
            seen |= MemoryMarshal.Read<uint>(events[4..]);
            var name = MemoryMarshal.Read<int>(events[12..]);
            events = events[Math.Min(events.Length, HeaderSize + name)..];
        }

        return seen;
    }

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial int InitRaw(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddWatchRaw(SafeFileHandle inotify, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFdRaw(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int PollRaw(Span<PollFd> descriptors, nint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadRaw(SafeFileHandle descriptor, Span<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteRaw(SafeFileHandle descriptor, ReadOnlySpan<byte> buffer, nint count);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct PollFd(SafeFileHandle descriptor, short wanted)
    {
        private readonly int _descriptor = (int)descriptor.DangerousGetHandle();
        private readonly short _wanted = wanted;

        public readonly short Returned = 0;
    }
}
