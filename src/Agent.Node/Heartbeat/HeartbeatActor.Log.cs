using Microsoft.Extensions.Logging;

namespace Agent.Node.Heartbeat;

internal sealed partial class HeartbeatActor
{
    [LoggerMessage(1, LogLevel.Warning, "The node's lease could not be renewed twice: {Error}; it is tried on")]
    private partial void LogFailed(string error);

    [LoggerMessage(2, LogLevel.Information, "The node's lease is renewed again after {Failures} failures")]
    private partial void LogRenewedAgain(int failures);
}
