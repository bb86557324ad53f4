using Agent.Kubernetes.Api;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Api;

internal sealed partial class ApiActor
{
    [LoggerMessage(1, LogLevel.Debug, "{Request} failed: {Code} {Reason} {Message}")]
    private partial void LogFailed(ApiRequest request, int code, string reason, string message);

    [LoggerMessage(2, LogLevel.Warning, "{Request} given up: no answer within {Seconds:0.#} s{LastFailure}")]
    private partial void LogAbandoned(ApiRequest request, double seconds, string lastFailure);

    [LoggerMessage(3, LogLevel.Debug, "{Request} is sent again in {Seconds:0.###} s (attempt {Attempt})")]
    private partial void LogRetry(ApiRequest request, double seconds, int attempt);
}
