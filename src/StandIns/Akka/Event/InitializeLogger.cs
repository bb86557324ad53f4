using Akka.Actor;

namespace Akka.Event;

/// <summary>Asks a logger to get ready; it answers <see cref="LoggerInitialized"/>.</summary>
public class InitializeLogger : INoSerializationVerificationNeeded
{
    /// <summary>The question of a bus.</summary>
    public InitializeLogger(LoggingBus loggingBus)
    {
        LoggingBus = loggingBus;
    }

    /// <summary>The bus that the logger is going to get entries from.</summary>
    public LoggingBus LoggingBus { get; }
}
