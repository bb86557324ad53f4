using Agent.Kubernetes.Api;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Status;

internal sealed partial class MirrorActor
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Mirror pod {Pod} created")]
    private partial void LogCreated(string pod);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mirror pod {Pod} is being deleted")]
    private partial void LogDeleting(string pod);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mirror of {Pod}: {Verb} failed, attempt {Attempt}, next in {Pause}: {Error}")]
    private partial void LogFailed(string pod, ApiVerb verb, int attempt, TimeSpan pause, string error);
}
