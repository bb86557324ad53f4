using System.Globalization;
using System.Threading.Channels;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Agent.Logging;

/// <summary>
/// Writes log lines on a thread of its own, so that a reader who does not read (a stuck terminal or journal) never holds up an
/// actor. When too many lines wait, new ones are dropped, and their number is written as soon as there is room.
/// </summary>
internal sealed class BackgroundSink : ILogEventSink, IDisposable
{
    /// <summary>Lines that may wait.</summary>
    private const int Capacity = 8192;

    /// <summary>How long the last lines may take when the process ends.</summary>
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(2);

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly ITextFormatter _formatter;
    private readonly Action<string> _write;
    private readonly Thread _writer;
    private long _dropped;

    /// <param name="formatter">Makes an entry a text that ends with a new line.</param>
    /// <param name="write">Writes it; called on one thread.</param>
    public BackgroundSink(ITextFormatter formatter, Action<string> write)
    {
        _formatter = formatter;
        _write = write;
        _writer = new Thread(WriteAll) { Name = "log", IsBackground = true };
        _writer.Start();
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _formatter.Format(logEvent, text);
        if (!_lines.Writer.TryWrite(text.ToString()))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Writes what waits, as far as the reader lets it.</summary>
    public void Dispose()
    {
        if (_lines.Writer.TryComplete())
        {
            _writer.Join(LastLines);
        }
    }

    private void WriteAll()
    {
        while (_lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_lines.Reader.TryRead(out var line))
            {
                TryWrite(line);
            }

            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
            {
                TryWrite($"{dropped} log lines were dropped, because they were not read fast enough\n");
            }
        }
    }

    private void TryWrite(string line)
    {
        try
        {
            _write(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The reader has gone (a closed pipe, a full disk). There is nobody left to tell.
            Interlocked.Increment(ref _dropped);
        }
    }
}
