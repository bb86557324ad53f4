namespace Akka.Event;

/// <summary>The usual ways to write a log entry. Entries of a level that is not enabled cost next to nothing.</summary>
public static class LoggingExtensions
{
    /// <summary>Writes an entry of a level.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format)
    {
        if (log.IsEnabled(level))
        {
            log.Log(level, null, format);
        }
    }

    /// <summary>Writes an entry of a level with arguments.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format, params object?[] args) =>
        log.Log(level, null, format, args);

    /// <summary>Writes an entry of a level with an exception and arguments.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, Exception? cause, string format, params object?[] args)
    {
        if (log.IsEnabled(level))
        {
            log.Log(level, cause, new ArgumentsLogMessage(log.Formatter, format, args));
        }
    }

    /// <summary>Writes an entry for those who look for an error.</summary>
    public static void Debug(this ILoggingAdapter log, string format) => log.Log(LogLevel.DebugLevel, format);

    /// <summary>Writes an entry for those who look for an error, with arguments.</summary>
    public static void Debug(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.DebugLevel, null, format, args);

    /// <summary>Writes an entry for those who look for an error, with an exception.</summary>
    public static void Debug(this ILoggingAdapter log, Exception? cause, string format)
    {
        if (log.IsEnabled(LogLevel.DebugLevel))
        {
            log.Log(LogLevel.DebugLevel, cause, format);
        }
    }

    /// <summary>Writes an entry for those who look for an error, with an exception and arguments.</summary>
    public static void Debug(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        log.Log(LogLevel.DebugLevel, cause, format, args);

    /// <summary>Writes an entry about normal operation.</summary>
    public static void Info(this ILoggingAdapter log, string format) => log.Log(LogLevel.InfoLevel, format);

    /// <summary>Writes an entry about normal operation, with arguments.</summary>
    public static void Info(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.InfoLevel, null, format, args);

    /// <summary>Writes an entry about normal operation, with an exception.</summary>
    public static void Info(this ILoggingAdapter log, Exception? cause, string format)
    {
        if (log.IsEnabled(LogLevel.InfoLevel))
        {
            log.Log(LogLevel.InfoLevel, cause, format);
        }
    }

    /// <summary>Writes an entry about normal operation, with an exception and arguments.</summary>
    public static void Info(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        log.Log(LogLevel.InfoLevel, cause, format, args);

    /// <summary>Writes an entry about what is not as it should be.</summary>
    public static void Warning(this ILoggingAdapter log, string format) => log.Log(LogLevel.WarningLevel, format);

    /// <summary>Writes an entry about what is not as it should be, with arguments.</summary>
    public static void Warning(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.WarningLevel, null, format, args);

    /// <summary>Writes an entry about what is not as it should be, with an exception.</summary>
    public static void Warning(this ILoggingAdapter log, Exception? cause, string format)
    {
        if (log.IsEnabled(LogLevel.WarningLevel))
        {
            log.Log(LogLevel.WarningLevel, cause, format);
        }
    }

    /// <summary>Writes an entry about what is not as it should be, with an exception and arguments.</summary>
    public static void Warning(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        log.Log(LogLevel.WarningLevel, cause, format, args);

    /// <summary>Writes an entry about something that failed.</summary>
    public static void Error(this ILoggingAdapter log, string format) => log.Log(LogLevel.ErrorLevel, format);

    /// <summary>Writes an entry about something that failed, with arguments.</summary>
    public static void Error(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.ErrorLevel, null, format, args);

    /// <summary>Writes an entry about something that failed, with an exception.</summary>
    public static void Error(this ILoggingAdapter log, Exception? cause, string format)
    {
        if (log.IsEnabled(LogLevel.ErrorLevel))
        {
            log.Log(LogLevel.ErrorLevel, cause, format);
        }
    }

    /// <summary>Writes an entry about something that failed, with an exception and arguments.</summary>
    public static void Error(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        log.Log(LogLevel.ErrorLevel, cause, format, args);
}
