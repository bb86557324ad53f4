using Microsoft.Extensions.Logging;

namespace Agent.Node.NodeStatus;

internal sealed partial class NodeStatusActor
{
    [LoggerMessage(1, LogLevel.Information, "Node {Name} is registered")]
    private partial void LogRegistered(string name);

    [LoggerMessage(2, LogLevel.Information, "Node {Name} is known to the API server already")]
    private partial void LogFound(string name);

    [LoggerMessage(3, LogLevel.Warning, "Node {Name} is not registered: {Error}; the next attempt is in {Seconds} s")]
    private partial void LogNotRegistered(string name, string error, double seconds);

    [LoggerMessage(4, LogLevel.Warning, "Node {Name} is gone from the API server while its agent runs")]
    private partial void LogDeleted(string name);

    [LoggerMessage(5, LogLevel.Information, "{Text}")]
    private partial void LogStatus(string text);

    [LoggerMessage(6, LogLevel.Debug, "The node's status could not be reported: {Error}; it is tried again at once")]
    private partial void LogRetry(string error);

    [LoggerMessage(7, LogLevel.Warning, "The node's status could not be reported in {Tries} tries: {Error}; the next pass tries again")]
    private partial void LogGaveUp(int tries, string error);

    [LoggerMessage(8, LogLevel.Warning, "{Problem}; the addresses reported before stay")]
    private partial void LogProblem(string problem);
}
