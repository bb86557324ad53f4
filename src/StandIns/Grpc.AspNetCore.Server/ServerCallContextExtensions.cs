using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>What ASP.NET Core knows of a call.</summary>
public static class ServerCallContextExtensions
{
    private const string UserStateKey = "__HttpContext";

    /// <summary>
    /// The HTTP request of a call. A test double puts it into <see cref="ServerCallContext.UserState"/> under the key
    /// <c>__HttpContext</c>.
    /// </summary>
    /// <param name="serverCallContext">The call.</param>
    /// <exception cref="ArgumentNullException"><paramref name="serverCallContext"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The call has none.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is ServerCall call)
        {
            return call.Http;
        }

        return serverCallContext.UserState.TryGetValue(UserStateKey, out var value) && value is HttpContext http
            ? http
            : throw new InvalidOperationException("The call is not served by ASP.NET Core and has no HttpContext.");
    }
}
