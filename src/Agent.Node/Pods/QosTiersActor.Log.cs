using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

internal sealed partial class QosTiersActor
{
    [LoggerMessage(1, LogLevel.Warning, "The shares of the Burstable class could not be set: {Why}")]
    private partial void LogFailed(string why);
}
