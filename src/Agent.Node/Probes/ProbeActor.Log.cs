using Microsoft.Extensions.Logging;

namespace Agent.Node.Probes;

internal sealed partial class ProbeActor
{
    [LoggerMessage(1, LogLevel.Information, "{Pod}: container {Container}: {Kind} is {Result} {Detail}")]
    private partial void LogResult(string pod, string container, ProbeKind kind, ProbeResult result, string detail);

    [LoggerMessage(2, LogLevel.Debug, "{Pod}: container {Container}: {Kind} probe: {Outcome}: {Text}")]
    private partial void LogAnswer(string pod, string container, ProbeKind kind, ProbeOutcome outcome, string text);
}
