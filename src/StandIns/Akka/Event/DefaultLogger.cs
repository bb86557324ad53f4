using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Event;

/// <summary>Writes to the standard output, as an actor.</summary>
public class DefaultLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private MinimalLogger? _stdout;

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                _stdout = Context.System.Settings.StdoutLogger;
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent entry:
                Print(entry);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes an entry.</summary>
    protected virtual void Print(LogEvent logEvent)
    {
        if (_stdout is null)
        {
            throw new InvalidOperationException("Logger has not been initialized yet.");
        }

        _stdout.Tell(logEvent);
    }
}
