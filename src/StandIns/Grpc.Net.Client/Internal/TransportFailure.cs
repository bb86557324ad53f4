using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The status of a call that the transport broke.</summary>
internal static class TransportFailure
{
    public static Status ToStatus(string summary, Exception exception) => new(
        CodeOf(exception),
        $"{summary} {string.Join(' ', Chain(exception).Select(e => $"{e.GetType().Name}: {e.Message}"))}",
        exception);

    private static StatusCode CodeOf(Exception exception)
    {
        StatusCode? code = null;
        var lost = false;
        foreach (var cause in Chain(exception))
        {
            if (cause is HttpProtocolException protocol)
            {
                code = FromErrorCode(protocol.ErrorCode);
            }
            else
            {
                lost |= cause is SocketException or IOException;
            }
        }

        return code ?? (lost ? StatusCode.Unavailable : StatusCode.Internal);
    }

    // Error codes of RFC 9113, section 7, and their mapping in PROTOCOL-HTTP2.md of the gRPC project.
    private static StatusCode FromErrorCode(long code) => code switch
    {
        0x7 => StatusCode.Unavailable, // REFUSED_STREAM
        0x8 => StatusCode.Cancelled, // CANCEL
        0xb => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
