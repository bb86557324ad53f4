using System.Buffers.Binary;
using Agent.Runtime.Native;

namespace Agent.Runtime.Processes;

/// <summary>A hold on one process: signals sent through it cannot reach another one that got the same number later.</summary>
internal sealed class PidHandle : IDisposable
{
    // PIDFD_GET_INFO, _IOWR(0xFF, 11, struct pidfd_info of 64 bytes), and its flag for the exit code: Linux 6.15.
    private const uint GetInfo = 0xC040FF0B;
    private const ulong InfoExit = 8;
    private const int ExitCodeOffset = 60;

    private int _descriptor;

    private PidHandle(int descriptor) => _descriptor = descriptor;

    /// <summary>The pidfd; readable when the process has ended.</summary>
    public int Descriptor => _descriptor;

    /// <summary>Takes hold of the process, or returns null when it has ended or the number is another's by now.</summary>
    public static PidHandle? Open(ProcessTable table, int pid, ulong startTime)
    {
        var descriptor = Libc.PidfdOpenRaw(pid);
        if (descriptor < 0)
        {
            return Libc.LastError is Errno.ESRCH or Errno.EINVAL ? null : throw new NativeException("pidfd_open", Libc.LastError);
        }

        // Looked up after the number was pinned: if it is the right one now, it stays so.
        var handle = new PidHandle(descriptor);
        if (table.FindAlive(pid, startTime) is not null)
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }

    /// <summary>Sends a signal; false when the process has ended.</summary>
    /// <exception cref="NativeException">The signal may not be sent (another user's process).</exception>
    public bool Send(int signal)
    {
        if (Libc.PidfdSendSignalRaw(_descriptor, signal) == 0)
        {
            return true;
        }

        return Libc.LastError == Errno.ESRCH ? false : throw new NativeException($"send signal {signal}", Libc.LastError);
    }

    /// <summary>This kernel has the call that <see cref="TryReadExit"/> needs.</summary>
    public bool KnowsExits
    {
        get
        {
            Span<byte> info = stackalloc byte[64];
            info.Clear();
            return Libc.IoctlRaw(_descriptor, GetInfo, info) == 0 || Libc.LastError == Errno.ESRCH;
        }
    }

    /// <summary>
    /// How the process ended, for one that is not a child of this one. Linux tells since 6.15, and only once its parent has
    /// waited for it; null otherwise.
    /// </summary>
    public ExitStatus? TryReadExit(DateTimeOffset at)
    {
        Span<byte> info = stackalloc byte[64];
        info.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(info, InfoExit);
        if (Libc.IoctlRaw(_descriptor, GetInfo, info) != 0 || (BinaryPrimitives.ReadUInt64LittleEndian(info) & InfoExit) == 0)
        {
            return null;
        }

        return ExitStatus.FromWaitStatus(BinaryPrimitives.ReadInt32LittleEndian(info[ExitCodeOffset..]), at);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0)
        {
            _ = Libc.CloseRaw(descriptor);
        }
    }
}
