namespace Akka.Event;

/// <summary>How important a log entry is.</summary>
public enum LogLevel
{
    /// <summary>For those who look for an error.</summary>
    DebugLevel,

    /// <summary>Normal operation.</summary>
    InfoLevel,

    /// <summary>Not as it should be, but it goes on.</summary>
    WarningLevel,

    /// <summary>Something failed.</summary>
    ErrorLevel,
}
