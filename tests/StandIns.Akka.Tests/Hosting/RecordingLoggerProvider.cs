using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StandIns.Akka.Tests.Hosting;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLoggerProvider : ILoggerProvider
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    public IReadOnlyCollection<Entry> Entries => _entries;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    /// <summary>The first entry with that text, once it is there.</summary>
    public async Task<Entry> Wait(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var found = _entries.FirstOrDefault(entry => entry.Text.Contains(text, StringComparison.Ordinal));
            if (found is not null)
            {
                return found;
            }

            await Task.Delay(10, limit.Token);
        }
    }

    public void Dispose()
    {
    }

    public sealed record Entry(string Category, LogLevel Level, Exception? Exception, string Text);

    private sealed class Logger(string category, ConcurrentQueue<Entry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new Entry(category, logLevel, exception, formatter(state, exception)));
    }
}
