using Microsoft.Extensions.Logging;

namespace Agent.Node.Sources;

internal sealed partial class SourcesActor
{
    [LoggerMessage(1, LogLevel.Information, "Source {Source}: {Kind} {PodNamespace}/{Name} ({Uid})")]
    private partial void LogChange(string source, PodChangeKind kind, string podNamespace, string name, string uid);

    [LoggerMessage(2, LogLevel.Error, "Pod not used: {Problem}")]
    private partial void LogDropped(string problem);
}
