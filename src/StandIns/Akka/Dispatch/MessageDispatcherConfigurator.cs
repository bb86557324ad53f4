using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>
/// Makes the dispatcher of a configuration section. A section names its configurator in <c>type</c>; the class needs a public
/// constructor with these two parameters.
/// </summary>
public abstract class MessageDispatcherConfigurator
{
    /// <summary>A configurator for a section.</summary>
    protected MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    {
        Config = config;
        Prerequisites = prerequisites;
    }

    /// <summary>The section, with <c>id</c> set to its path and the default dispatcher's section as its fallback.</summary>
    public Config Config { get; }

    /// <summary>What the actor system provides.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>The dispatcher, asked for once per actor. It may be the same each time.</summary>
    public abstract MessageDispatcher Dispatcher();
}
