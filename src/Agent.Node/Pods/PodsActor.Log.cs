using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

internal sealed partial class PodsActor
{
    [LoggerMessage(1, LogLevel.Information, "Found {Count} pods in the runtime")]
    private partial void LogAdopted(int count);

    [LoggerMessage(2, LogLevel.Information, "Pod {PodNamespace}/{Name} ({Uid}) is in the runtime and in no source: it is stopped and removed")]
    private partial void LogOrphan(string uid, string name, string podNamespace);

    [LoggerMessage(3, LogLevel.Error, "The actor of pod {Uid} failed and is restarted; it adopts what runs: {Error}")]
    private partial void LogCrashed(string uid, string error);

    [LoggerMessage(4, LogLevel.Warning, "Pod {Pod} is not admitted: {Reason}: {Message}")]
    private partial void LogRejected(string pod, string reason, string message);

    [LoggerMessage(5, LogLevel.Warning, "Pod {Victim} is ended to make room for {Pod}")]
    private partial void LogPreempted(string victim, string pod);

    [LoggerMessage(6, LogLevel.Warning, "{Path}: {Error}; it is set aside, and pods keep what their specs ask for")]
    private partial void LogAllocationsUnreadable(string path, string error);

    [LoggerMessage(7, LogLevel.Warning, "{Path} could not be written: {Error}; it is tried again")]
    private partial void LogAllocationsUnwritable(string path, string error);

    [LoggerMessage(20, LogLevel.Information, "a directory of pod {Uid} was left behind; it is unmounted and removed")]
    private partial void LogOrphanDirectory(string uid);
}
