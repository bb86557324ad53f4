namespace Akka.Event;

/// <summary>Writes to the standard output.</summary>
public class StandardOutLogger : MinimalLogger
{
    /// <inheritdoc/>
    protected override void Log(object message)
    {
        try
        {
            Console.WriteLine(message);
        }
        catch (FormatException e) when (message is LogEvent { Message: LogMessage text } entry)
        {
            // The text and its arguments do not fit: better as they are than not at all.
            Console.WriteLine(
                $"[ERROR][{entry.LogSource}] Encountered System.FormatException while recording log: {e.Message} "
                + $"str=[{text.Format}], args=[{text.Unformatted()}]");
        }
    }
}
