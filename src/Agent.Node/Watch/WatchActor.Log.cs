using Microsoft.Extensions.Logging;

namespace Agent.Node.Watch;

internal sealed partial class WatchActor
{
    [LoggerMessage(1, LogLevel.Information, "Watching the node's own object; its pods are watched as soon as that is known")]
    private partial void LogBegun();

    [LoggerMessage(2, LogLevel.Warning, "The API server does not let this node watch {What}: {Error}")]
    private partial void LogForbidden(string what, string error);
}
