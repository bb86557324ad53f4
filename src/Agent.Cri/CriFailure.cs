using System.Net.Sockets;
using Grpc.Core;

namespace Agent.Cri;

/// <summary>Sorts what a gRPC client throws into what <see cref="IRuntimeService"/> promises.</summary>
internal static class CriFailure
{
    private const long NoError = 0;
    private const long Cancel = 8;

    /// <summary>The exception to throw in place of <paramref name="failure"/>.</summary>
    public static Exception Of(Exception failure, CriEndpoint endpoint, bool closed, CancellationToken cancellationToken)
    {
        var status = failure is RpcException rpc ? rpc.Status : new Status(StatusCode.Cancelled, failure.Message, failure);
        if (status.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException("The call was cancelled.", failure, cancellationToken);
        }

        if (closed)
        {
            return Unavailable($"the connection to {endpoint} has been closed by this side", failure);
        }

        if (status.StatusCode is StatusCode.Unavailable && status.DebugException is not null)
        {
            // Made up on this side, where the text is about HTTP and does not say which runtime.
            return Unavailable($"no connection to the runtime at {endpoint}: {Reason(status.DebugException)}", failure);
        }

        return IsServerLeaving(status)
            ? Unavailable($"the runtime at {endpoint} closed the connection", failure)
            : failure as RpcException ?? new RpcException(status);
    }

    /// <summary>
    /// True if the runtime could not be reached, as against a runtime that answers Unavailable itself.
    /// </summary>
    public static bool IsDisconnect(Exception outcome)
        => outcome is RpcException { StatusCode: StatusCode.Unavailable } e && e.Status.DebugException is not null;

    /// <summary>
    /// A server that stops in order sends GOAWAY or resets streams without an error, which the client reports as Internal or
    /// Cancelled, and so it does with a connection that is not accepted in time. To the caller the runtime is away.
    /// </summary>
    private static bool IsServerLeaving(Status status)
    {
        for (var cause = status.DebugException; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException { ErrorCode: NoError or Cancel } or TimeoutException)
            {
                return true;
            }
        }

        return false;
    }

    private static RpcException Unavailable(string detail, Exception failure)
        => new(new Status(StatusCode.Unavailable, detail, (failure as RpcException)?.Status.DebugException ?? failure));

    private static string Reason(Exception cause)
    {
        while (cause.InnerException is { } inner)
        {
            cause = inner;
        }

        // What .NET makes of ENOENT; its message would be about addresses.
        return cause is SocketException { SocketErrorCode: SocketError.AddressNotAvailable }
            ? "the socket does not exist"
            : cause.Message;
    }
}
