using Akka.Actor.Setup;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting.Logging;

/// <summary>Tells <see cref="LoggerFactoryLogger"/> where to write.</summary>
/// <param name="loggerFactory">The log.</param>
public class LoggerFactorySetup(ILoggerFactory loggerFactory) : Setup
{
    /// <summary>The log.</summary>
    public ILoggerFactory LoggerFactory { get; } = loggerFactory;
}
