using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Agent.Simulation.Logging;

/// <summary>Writes what agents log as lines with the virtual time, for reading what led to a failure.</summary>
public sealed class SimulationLoggerFactory(Simulation simulation, string node, Action<string> line) : ILoggerFactory
{
    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("lines go to one place");

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    private void Write(string category, LogLevel level, string text) =>
        line(string.Create(CultureInfo.InvariantCulture, $"{simulation.Elapsed} {node} {level} {category}: {text}"));

    private sealed class LineLogger(SimulationLoggerFactory owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            ArgumentNullException.ThrowIfNull(formatter);
            owner.Write(category, logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)}: {exception}");
        }
    }
}
