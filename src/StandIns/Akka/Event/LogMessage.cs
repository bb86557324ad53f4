namespace Akka.Event;

/// <summary>The text of a log entry and its arguments. It is formatted when, and if, somebody reads it.</summary>
public abstract class LogMessage
{
    /// <summary>Puts the arguments into the text.</summary>
    protected readonly ILogMessageFormatter Formatter;

    /// <summary>A text, still without arguments.</summary>
    protected LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    /// <summary>The text, with placeholders.</summary>
    public string Format { get; }

    /// <summary>The arguments.</summary>
    public abstract IEnumerable<object> Parameters();

    /// <summary>The arguments as text.</summary>
    public abstract string Unformatted();
}
