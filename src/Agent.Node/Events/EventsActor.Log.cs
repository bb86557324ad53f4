using Microsoft.Extensions.Logging;

namespace Agent.Node.Events;

internal sealed partial class EventsActor
{
    [LoggerMessage(1, LogLevel.Debug, "Event {Type} {Reason} {ObjectKind} {Namespace}/{Name}: {Message}")]
    private partial void LogEvent(EventKind type, string reason, string objectKind, string @namespace, string name, string message);

    [LoggerMessage(2, LogLevel.Warning, "Event {Reason} of {Name} could not be written and is dropped: {Error}")]
    private partial void LogRejected(string reason, string name, string error);

    [LoggerMessage(3, LogLevel.Warning, "{Count} events dropped: the API server has not taken events for too long")]
    private partial void LogOverflow(long count);
}
