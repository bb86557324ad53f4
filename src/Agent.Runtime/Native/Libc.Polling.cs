using System.Runtime.InteropServices;

namespace Agent.Runtime.Native;

// epoll(7) and eventfd(2).
internal static partial class Libc
{
    /// <summary>epoll: readable, or ended.</summary>
    public const uint EpollIn = 1;

    /// <summary>epoll: one report, then silent until armed again.</summary>
    public const uint EpollOneShot = 1u << 30;

    /// <summary>epoll_ctl: add a descriptor.</summary>
    public const int EpollAdd = 1;

    /// <summary>epoll_ctl: remove a descriptor.</summary>
    public const int EpollDelete = 2;

    /// <summary>epoll_ctl: change, or arm again, a descriptor.</summary>
    public const int EpollModify = 3;

    // struct epoll_event is packed on x86-64 only.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventSize - 8;

    /// <summary>epoll_create1(2).</summary>
    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreateRaw(int flags);

    /// <summary>epoll_ctl(2).</summary>
    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollCtlRaw(int epoll, int operation, int fd, Span<byte> @event);

    /// <summary>epoll_wait(2).</summary>
    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int EpollWaitRaw(int epoll, Span<byte> events, int maxEvents, int timeoutMilliseconds);

    /// <summary>eventfd(2): a counter that can be waited for; used to wake the waiting thread.</summary>
    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFdRaw(uint initial, int flags);

    /// <summary>Changes what epoll reports about a descriptor; the number comes back from <see cref="EpollWait"/>.</summary>
    public static int EpollControl(int epoll, int operation, int fd, uint events, long number)
    {
        Span<byte> @event = stackalloc byte[16];
        MemoryMarshal.Write(@event, events);
        MemoryMarshal.Write(@event[DataOffset..], number);
        return EpollCtlRaw(epoll, operation, fd, @event);
    }

    /// <summary>Waits until something is ready and returns the numbers given to <see cref="EpollControl"/>.</summary>
    public static int EpollWait(int epoll, Span<long> numbers)
    {
        Span<byte> events = stackalloc byte[16 * numbers.Length];
        var count = EpollWaitRaw(epoll, events, numbers.Length, -1);
        if (count < 0)
        {
            return LastError == Errno.EINTR ? 0 : throw new NativeException("epoll_wait", LastError);
        }

        for (var n = 0; n < count; n++)
        {
            numbers[n] = MemoryMarshal.Read<long>(events[(n * EventSize + DataOffset)..]);
        }

        return count;
    }
}
