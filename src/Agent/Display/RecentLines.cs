using System.Globalization;
using Agent.Logging;
using Serilog.Core;
using Serilog.Events;

namespace Agent.Display;

/// <summary>The last entries of the log, for below the table.</summary>
/// <param name="capacity">How many.</param>
internal sealed class RecentLines(int capacity) : ILogEventSink
{
    private readonly Queue<string> _lines = new();

    /// <summary>The last entries, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        var error = logEvent.Exception is { } exception ? $" | {LogText.Chain(exception)}" : "";
        var line = LogText.OneLine(
            $"{logEvent.Timestamp.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {LogText.Message(logEvent)}{error}");
        lock (_lines)
        {
            if (_lines.Count == capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }
}
