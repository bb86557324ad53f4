namespace Akka.Event;

/// <summary>An entry about something that failed.</summary>
public class Error : LogEvent
{
    /// <summary>An entry with, if there is one, an exception.</summary>
    public Error(Exception? cause, string logSource, Type logClass, object message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;
}
