using System.Net.Sockets;
using System.Security.Authentication;
using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.Client;

/// <summary>Turns what the transport throws into what the port promises. Messages name the server and never a header.</summary>
internal static class ApiFailures
{
    /// <summary>Whether this is a failure of the connection, not of the caller.</summary>
    public static bool IsConnection(Exception e) => e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException;

    /// <summary>A request that got no answer.</summary>
    public static ApiConnectionException OfRequest(Uri server, Exception e)
    {
        var sent = e is not HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError,
        } and not OperationCanceledException;
        return new ApiConnectionException($"{Name(server)}: {Why(e)}", sent, e);
    }

    /// <summary>An answer that broke off.</summary>
    public static ApiConnectionException OfBody(Uri server, Exception e) =>
        e as ApiConnectionException ?? new ApiConnectionException($"{Name(server)}: the connection ended within the answer: {Why(e)}", requestSent: true, e);

    private static string Name(Uri server) => server.GetLeftPart(UriPartial.Authority);

    private static string Why(Exception e)
    {
        if (e is OperationCanceledException)
        {
            // Only the time for connecting cancels from within.
            return "no connection in time";
        }

        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException or SocketException)
            {
                return inner.InnerException is AuthenticationException cause ? cause.Message : inner.Message;
            }
        }

        return e.Message;
    }
}
