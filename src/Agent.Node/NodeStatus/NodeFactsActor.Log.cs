using Microsoft.Extensions.Logging;

namespace Agent.Node.NodeStatus;

internal sealed partial class NodeFactsActor
{
    [LoggerMessage(1, LogLevel.Warning, "{Error}; the node keeps reporting what was read before")]
    private partial void LogUnread(string error);
}
