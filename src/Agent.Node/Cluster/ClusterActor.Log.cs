using Microsoft.Extensions.Logging;

namespace Agent.Node.Cluster;

internal sealed partial class ClusterActor
{
    [LoggerMessage(1, LogLevel.Warning, "{Object} in namespace {Namespace} cannot be read: {Error}")]
    private partial void LogUnreadable(ObjectKey @object, string @namespace, string error);

    [LoggerMessage(2, LogLevel.Debug, "{Object} in namespace {Namespace} is no longer used")]
    private partial void LogReleased(ObjectKey @object, string @namespace);
}
