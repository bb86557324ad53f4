using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Makes a <see cref="CallingThreadDispatcher"/> per actor.</summary>
/// <param name="config">The section of the dispatcher.</param>
/// <param name="prerequisites">What the actor system provides.</param>
public class CallingThreadDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() => new CallingThreadDispatcher(this);
}
