using Microsoft.Extensions.Logging;

namespace Agent.Node.Volumes;

internal sealed partial class VolumeActor
{
    [LoggerMessage(1, LogLevel.Debug, "{Pod}: volume {Volume} ({Kind}) is in place")]
    private partial void LogMounted(string pod, string volume, string kind);

    [LoggerMessage(2, LogLevel.Warning, "{Pod}: volume {Volume} ({Kind}): {Error} (failure {Failures} in a row)")]
    private partial void LogFailed(string pod, string volume, string kind, string error, int failures);

    [LoggerMessage(3, LogLevel.Warning, "{Pod}: volume {Volume} could not be unmounted, attempt {Attempt}: {Error}")]
    private partial void LogUnmountFailed(string pod, string volume, int attempt, string error);
}
