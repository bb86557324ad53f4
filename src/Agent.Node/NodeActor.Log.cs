using Microsoft.Extensions.Logging;

namespace Agent.Node;

public sealed partial class NodeActor
{
    [LoggerMessage(1, LogLevel.Information, "Runtime ready: {RuntimeReady}, network ready: {NetworkReady} {Message}")]
    private partial void LogHealth(bool runtimeReady, bool networkReady, string message);

    [LoggerMessage(2, LogLevel.Warning, "{Path}: {Error}; pods keep the resolver configuration read before")]
    private partial void LogFactsFailed(string path, string error);

    [LoggerMessage(3, LogLevel.Warning, "Pods get no cgroups of their own, the runtime makes those of containers: {Problem}")]
    private partial void LogNoCgroups(string problem);
}
