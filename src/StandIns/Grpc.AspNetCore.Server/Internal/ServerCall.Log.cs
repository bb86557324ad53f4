using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed partial class ServerCall
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The service failed in {Method}.")]
        public static partial void ServiceFailed(ILogger logger, string method, Exception exception);

        [LoggerMessage(2, LogLevel.Information, "The client gave up {Method}.")]
        public static partial void ServiceCancelled(ILogger logger, string method, Exception exception);

        [LoggerMessage(3, LogLevel.Information, "The service ended {Method} with {StatusCode}: {Detail}")]
        public static partial void ServiceEnded(
            ILogger logger, string method, StatusCode statusCode, string detail, Exception? cause);

        [LoggerMessage(4, LogLevel.Debug, "The deadline of {Method} has passed.")]
        public static partial void DeadlineExceeded(ILogger logger, string method);

        [LoggerMessage(5, LogLevel.Error, "Ending {Method} at its deadline failed.")]
        public static partial void DeadlineFailed(ILogger logger, string method, Exception exception);

        [LoggerMessage(6, LogLevel.Information, "Request refused: {Reason}")]
        public static partial void RequestRefused(ILogger logger, string reason);

        [LoggerMessage(7, LogLevel.Debug, "The grpc-timeout '{Value}' of {Method} is not valid and is ignored.")]
        public static partial void TimeoutIgnored(ILogger logger, string method, string value);
    }
}
