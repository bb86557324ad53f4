using Microsoft.Extensions.Logging;

namespace Agent.Node.Status;

internal sealed partial class StatusActor
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Pod}: {Step} of its status failed; it is tried on, next in {Pause}: {Error}")]
    private partial void LogFailed(string pod, StatusStep step, TimeSpan pause, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Pod}: {Step} of its status failed, attempt {Attempt}, next in {Pause}: {Error}")]
    private partial void LogFailedAgain(string pod, StatusStep step, int attempt, TimeSpan pause, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Pod}: a status that brings the ended container {Container} back to life is not sent")]
    private partial void LogRevived(string pod, string container);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Pod}: another pod has its name now, nothing more is told of it")]
    private partial void LogReplaced(string pod);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Pod}: deleted from the API server")]
    private partial void LogDeleted(string pod);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Pod}: status sent, {Bytes} bytes")]
    private partial void LogSent(string pod, int bytes);
}
