using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Runtime;

internal sealed partial class RuntimeActor
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} failed: {Code} {Message}")]
    private partial void LogFailed(CriMethod method, StatusCode code, string message);

    [LoggerMessage(2, LogLevel.Warning, "{Method} abandoned: the runtime did not answer within {Seconds} s")]
    private partial void LogAbandoned(CriMethod method, double seconds);
}
