namespace Akka.Event;

/// <summary>The usual ways to write a log entry. Entries of a level that is not enabled cost next to nothing.</summary>
public static class LoggingExtensions
{
    /// <summary>Writes an entry for those who look for an error.</summary>
    public static void Debug(this ILoggingAdapter log, string format) => Write(log, LogLevel.DebugLevel, null, format);

    /// <inheritdoc cref="Debug(ILoggingAdapter, string, object[])"/>
    public static void Debug<T1>(this ILoggingAdapter log, string format, T1 arg1) =>
        Write(log, LogLevel.DebugLevel, null, format, arg1);

    /// <inheritdoc cref="Debug(ILoggingAdapter, string, object[])"/>
    public static void Debug<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2) =>
        Write(log, LogLevel.DebugLevel, null, format, arg1, arg2);

    /// <inheritdoc cref="Debug(ILoggingAdapter, string, object[])"/>
    public static void Debug<T1, T2, T3>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3) =>
        Write(log, LogLevel.DebugLevel, null, format, arg1, arg2, arg3);

    /// <summary>Writes an entry for those who look for an error, with arguments.</summary>
    public static void Debug(this ILoggingAdapter log, string format, object?[] args)
    {
        if (log.IsDebugEnabled)
        {
            log.Log(LogLevel.DebugLevel, null, new ArgumentsLogMessage(log.Formatter, format, args));
        }
    }

    /// <summary>Writes an entry about normal operation.</summary>
    public static void Info(this ILoggingAdapter log, string format) => Write(log, LogLevel.InfoLevel, null, format);

    /// <summary>Writes an entry about normal operation, with an argument.</summary>
    public static void Info<T1>(this ILoggingAdapter log, string format, T1 arg1) =>
        Write(log, LogLevel.InfoLevel, null, format, arg1);

    /// <summary>Writes an entry about what is not as it should be.</summary>
    public static void Warning(this ILoggingAdapter log, string format) => Write(log, LogLevel.WarningLevel, null, format);

    /// <summary>Writes an entry about what is not as it should be, with an argument.</summary>
    public static void Warning<T1>(this ILoggingAdapter log, string format, T1 arg1) =>
        Write(log, LogLevel.WarningLevel, null, format, arg1);

    /// <summary>Writes an entry about what is not as it should be, with arguments.</summary>
    public static void Warning<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2) =>
        Write(log, LogLevel.WarningLevel, null, format, arg1, arg2);

    /// <inheritdoc cref="Warning{T1, T2}(ILoggingAdapter, string, T1, T2)"/>
    public static void Warning<T1, T2, T3>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3) =>
        Write(log, LogLevel.WarningLevel, null, format, arg1, arg2, arg3);

    /// <summary>Writes an entry about something that failed.</summary>
    public static void Error(this ILoggingAdapter log, string format) => Write(log, LogLevel.ErrorLevel, null, format);

    /// <summary>Writes an entry about something that failed, with arguments.</summary>
    public static void Error<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2) =>
        Write(log, LogLevel.ErrorLevel, null, format, arg1, arg2);

    /// <summary>Writes an entry about something that failed, with an exception.</summary>
    public static void Error(this ILoggingAdapter log, Exception? cause, string format) =>
        Write(log, LogLevel.ErrorLevel, cause, format);

    /// <summary>Writes an entry about something that failed, with an exception and an argument.</summary>
    public static void Error<T1>(this ILoggingAdapter log, Exception? cause, string format, T1 arg1) =>
        Write(log, LogLevel.ErrorLevel, cause, format, arg1);

    /// <summary>Writes an entry about something that failed, with an exception and arguments.</summary>
    public static void Error<T1, T2>(this ILoggingAdapter log, Exception? cause, string format, T1 arg1, T2 arg2) =>
        Write(log, LogLevel.ErrorLevel, cause, format, arg1, arg2);

    private static void Write(ILoggingAdapter log, LogLevel level, Exception? cause, string format)
    {
        if (log.IsEnabled(level))
        {
            log.Log(level, cause, format);
        }
    }

    private static void Write<T1>(ILoggingAdapter log, LogLevel level, Exception? cause, string format, T1 arg1)
    {
        if (log.IsEnabled(level))
        {
            log.Log(level, cause, new ArgumentsLogMessage(log.Formatter, format, [arg1]));
        }
    }

    private static void Write<T1, T2>(ILoggingAdapter log, LogLevel level, Exception? cause, string format, T1 arg1, T2 arg2)
    {
        if (log.IsEnabled(level))
        {
            log.Log(level, cause, new ArgumentsLogMessage(log.Formatter, format, [arg1, arg2]));
        }
    }

    private static void Write<T1, T2, T3>(
        ILoggingAdapter log, LogLevel level, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsEnabled(level))
        {
            log.Log(level, cause, new ArgumentsLogMessage(log.Formatter, format, [arg1, arg2, arg3]));
        }
    }
}
