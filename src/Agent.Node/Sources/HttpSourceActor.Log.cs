using Microsoft.Extensions.Logging;

namespace Agent.Node.Sources;

internal sealed partial class HttpSourceActor
{
    [LoggerMessage(1, LogLevel.Warning, "Static pods from {Url}: {Problem}")]
    private partial void LogProblem(string url, string problem);

    [LoggerMessage(2, LogLevel.Information, "Static pods from {Url}: {Count} pods")]
    private partial void LogRead(string url, int count);

    [LoggerMessage(3, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(string warning);
}
