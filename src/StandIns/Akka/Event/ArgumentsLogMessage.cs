namespace Akka.Event;

/// <summary>A text with an array of arguments.</summary>
internal sealed class ArgumentsLogMessage(ILogMessageFormatter formatter, string format, object?[] args)
    : LogMessage(formatter, format)
{
    public override IEnumerable<object> Parameters() => args!;

    public override string Unformatted() => string.Join(',', args);

    public override string ToString() => Formatter.Format(Format, args);
}
