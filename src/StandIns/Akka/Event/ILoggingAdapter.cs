namespace Akka.Event;

/// <summary>Writes log entries of one source. See <see cref="LoggingExtensions"/> for the usual forms.</summary>
public interface ILoggingAdapter
{
    /// <summary>Puts arguments into texts.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>Whether entries for those who look for an error are written.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Whether entries about normal operation are written.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>Whether warnings are written.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>Whether errors are written.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>Whether entries of a level are written.</summary>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Writes an entry.</summary>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);

    /// <summary>Writes an entry without arguments.</summary>
    void Log(LogLevel logLevel, Exception? cause, string format);
}
