using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Agent.Node.Host.Linux;

/// <summary>
/// connect(2) without a wait. A container of this machine has answered when the call returns, only the caller does not know yet; to
/// be woken for that costs more than the whole exchange.
/// </summary>
internal static partial class ImmediateConnect
{
    // errno.h, poll.h
    private const int InProgress = 115;
    private const short PollOut = 0x4;

    /// <summary>Begins to connect; true: it is connected. false: nothing is known, the socket is of no more use.</summary>
    public static bool Try(Socket socket, IPEndPoint endPoint)
    {
        socket.Blocking = false;
        var address = endPoint.Serialize();
        if (ConnectRaw(socket.SafeHandle, ref MemoryMarshal.GetReference(address.Buffer.Span), (uint)address.Size) == 0)
        {
            return true;
        }

        if (Marshal.GetLastPInvokeError() != InProgress)
        {
            return false;
        }

        // Errors are among the events that come unasked.
        var poll = new PollDescriptor { Descriptor = (int)socket.SafeHandle.DangerousGetHandle(), Events = PollOut };
        return PollRaw(ref poll, 1, 0) == 1 && poll.Returned == PollOut;
    }

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int ConnectRaw(SafeHandle socket, ref byte address, uint length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int PollRaw(ref PollDescriptor descriptors, ulong count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
