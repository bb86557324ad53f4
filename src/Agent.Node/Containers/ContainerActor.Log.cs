using Microsoft.Extensions.Logging;

namespace Agent.Node.Containers;

internal sealed partial class ContainerActor
{
    [LoggerMessage(1, LogLevel.Information, "{Pod}: container {Container} started as {Id}, restart count {RestartCount}")]
    private partial void LogStarted(string pod, string container, string id, int restartCount);

    [LoggerMessage(2, LogLevel.Information, "{Pod}: container {Container} exited with code {ExitCode} ({Reason})")]
    private partial void LogExited(string pod, string container, int exitCode, string reason);

    [LoggerMessage(3, LogLevel.Information, "{Pod}: container {Container} backs off, restart at {Due:O}")]
    private partial void LogBackingOff(string pod, string container, DateTimeOffset due);

    [LoggerMessage(4, LogLevel.Warning, "{Pod}: container {Container}: {Reason}: {Message}")]
    private partial void LogFailed(string pod, string container, string reason, string message);

    [LoggerMessage(5, LogLevel.Information, "{Pod}: stopping container {Container} with {Grace} s of grace: {Reason}")]
    private partial void LogStopping(string pod, string container, long grace, string reason);

    [LoggerMessage(6, LogLevel.Warning, "{Pod}: stop of container {Container} failed, attempt {Attempt}: {Why}")]
    private partial void LogStopFailed(string pod, string container, int attempt, string why);

    [LoggerMessage(7, LogLevel.Warning, "{Pod}: {Link} could not be made: {Why}")]
    private partial void LogNotLinked(string pod, string link, string why);

    [LoggerMessage(8, LogLevel.Information, "{Pod}: container {Container}: {Hook} hook ({Handler}) begins")]
    private partial void LogHook(string pod, string container, string hook, string handler);

    [LoggerMessage(9, LogLevel.Warning, "{Pod}: container {Container}: {Hook} hook failed: {Why}")]
    private partial void LogHookFailed(string pod, string container, string hook, string why);

    [LoggerMessage(10, LogLevel.Warning, "{Pod}: container {Container}: {Hook} hook did not end within the grace period; it is waited for no longer")]
    private partial void LogHookAbandoned(string pod, string container, string hook);

    [LoggerMessage(11, LogLevel.Error, "{Pod}: container {Container}: its {Probe} probe failed inside: {Error}")]
    private partial void LogProbeCrashed(string pod, string container, Probes.ProbeKind probe, string error);

    [LoggerMessage(12, LogLevel.Information, "{Pod}: container {Container} has its new resources")]
    private partial void LogResized(string pod, string container);

    [LoggerMessage(13, LogLevel.Warning, "{Pod}: the resources of container {Container} could not be changed: {Why}")]
    private partial void LogResizeFailed(string pod, string container, string why);
}
