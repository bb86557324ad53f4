using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

internal sealed partial class HousekeepingActor
{
    [LoggerMessage(1, LogLevel.Information, "Deleting {Path}: its pod is gone")]
    private partial void LogDeleting(string path);

    [LoggerMessage(2, LogLevel.Warning, "{Path}: {Error}")]
    private partial void LogFailed(string path, string error);
}
