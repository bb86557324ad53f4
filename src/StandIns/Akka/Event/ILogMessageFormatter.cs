namespace Akka.Event;

/// <summary>Puts arguments into the text of a log entry.</summary>
public interface ILogMessageFormatter
{
    /// <summary>The text with its arguments.</summary>
    string Format(string format, params object?[] args);

    /// <summary>The text with its arguments.</summary>
    string Format(string format, IEnumerable<object?> args);
}
