using Microsoft.Extensions.Logging;

namespace Agent.Node.Sources;

internal sealed partial class FileSourceActor
{
    [LoggerMessage(1, LogLevel.Error, "Manifest not used: {Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(2, LogLevel.Warning, "Manifest: {Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(3, LogLevel.Debug, "The watch of {Path} ended: {Why}")]
    private partial void LogWatchEnded(string path, string why);
}
