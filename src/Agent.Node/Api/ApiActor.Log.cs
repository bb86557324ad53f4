using Agent.Kubernetes.Api;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Api;

internal sealed partial class ApiActor
{
    [LoggerMessage(1, LogLevel.Debug, "{Request} failed: {Error}")]
    private partial void LogFailed(ApiRequest request, string error);

    [LoggerMessage(2, LogLevel.Warning, "{Request} given up: no answer within {Seconds:0.#} s{LastFailure}")]
    private partial void LogAbandoned(ApiRequest request, double seconds, string lastFailure);

    [LoggerMessage(3, LogLevel.Debug, "{Request} is sent again in {Seconds:0.###} s (attempt {Attempt})")]
    private partial void LogRetry(ApiRequest request, double seconds, int attempt);

    [LoggerMessage(4, LogLevel.Debug, "{Failures} heartbeats have failed in a row; the next goes over a new connection")]
    private partial void LogReset(int failures);
}
