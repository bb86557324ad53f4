using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Internal;

internal abstract partial class ClientCall
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Call {Method} ended with {StatusCode}: {Detail}")]
        public static partial void CallFailed(
            ILogger logger, string method, StatusCode statusCode, string detail, Exception? cause);

        [LoggerMessage(2, LogLevel.Warning, "The trailers of call {Method} are not valid and are ignored.")]
        public static partial void InvalidTrailers(ILogger logger, string method, Exception exception);
    }
}
