using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

internal sealed partial class PodActor
{
    [LoggerMessage(1, LogLevel.Information, "{Pod}: {State} {WaitingFor}")]
    private partial void LogState(string pod, string state, string waitingFor);

    [LoggerMessage(2, LogLevel.Information, "{Pod}: ends ({Reason}) with {Grace} s of grace")]
    private partial void LogEnding(string pod, string reason, long grace);

    [LoggerMessage(3, LogLevel.Information, "{Pod}: terminated ({Reason})")]
    private partial void LogTerminated(string pod, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Pod}: {Detail} (failure {Failures} in a row)")]
    private partial void LogStepFailed(string pod, string detail, int failures);

    [LoggerMessage(5, LogLevel.Warning, "{Pod}: container {Id} could not be removed: {Why}")]
    private partial void LogRemoveFailed(string pod, string id, string why);

    [LoggerMessage(6, LogLevel.Error, "{Pod}: the actor of container {Container} failed and is restarted from its record: {Error}")]
    private partial void LogContainerCrashed(string pod, string container, string error);

    [LoggerMessage(7, LogLevel.Debug, "{Pod}: could not be read from the runtime: {Why}")]
    private partial void LogUnreadable(string pod, string why);

    [LoggerMessage(8, LogLevel.Warning, "{Pod}: old logs of {Container} could not be deleted: {Why}")]
    private partial void LogPruneFailed(string pod, string container, string why);

    [LoggerMessage(9, LogLevel.Information, "{Pod}: the exit of container {Container} restarts all containers")]
    private partial void LogRestartingAll(string pod, string container);

    [LoggerMessage(10, LogLevel.Warning, "{Pod}: its cgroup: {Why}")]
    private partial void LogCgroupFailed(string pod, string why);

    [LoggerMessage(20, LogLevel.Error, "{Pod}: the actor of volume {Volume} failed and is begun anew: {Error}")]
    private partial void LogVolumeCrashed(string pod, string volume, string error);

    [LoggerMessage(21, LogLevel.Warning, "{Pod}: its directory could not be removed, which is tried again later: {Error}")]
    private partial void LogDirectoryLeft(string pod, string error);
}
