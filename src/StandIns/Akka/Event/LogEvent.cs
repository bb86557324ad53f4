using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>A log entry.</summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    /// <summary>An entry of the current time and thread.</summary>
    protected LogEvent()
    {
        Timestamp = DateTime.UtcNow;
        Thread = Thread.CurrentThread;
    }

    /// <summary>The exception that it is about, if there is one.</summary>
    public Exception? Cause { get; protected set; }

    /// <summary>When it was made, in UTC.</summary>
    public DateTime Timestamp { get; }

    /// <summary>The thread that made it.</summary>
    public Thread Thread { get; }

    /// <summary>Where it comes from, such as the path of an actor.</summary>
    public string LogSource { get; protected set; } = "";

    /// <summary>The class that it comes from.</summary>
    public Type LogClass { get; protected set; } = typeof(object);

    /// <summary>The text: a string or a <see cref="LogMessage"/>.</summary>
    public object Message { get; protected set; } = "";

    /// <summary>How important it is.</summary>
    public abstract LogLevel LogLevel();

    /// <inheritdoc/>
    public override string ToString()
    {
        var level = Logging.StringFor(LogLevel());
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"[{level}][{Timestamp:MM/dd/yyyy HH:mm:ss.fffK}][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {Message}");
        return Cause is null ? text : $"{text}{Environment.NewLine}Cause: {Cause}";
    }
}
