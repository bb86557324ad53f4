using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Runtime;

internal sealed partial class PlegActor
{
    [LoggerMessage(1, LogLevel.Warning, "Relist failed: {Code} {Message}")]
    private partial void LogRelistFailed(StatusCode code, string message);

    [LoggerMessage(2, LogLevel.Information, "{Count} pods had changed without an event")]
    private partial void LogMissed(int count);

    [LoggerMessage(3, LogLevel.Information, "The runtime sends events: relisting every few minutes only")]
    private partial void LogEventsFlow();

    [LoggerMessage(4, LogLevel.Warning, "Runtime events ended ({Why}): relisting every second")]
    private partial void LogEventsEnded(string why);
}
