using Akka.Configuration;
using Akka.Dispatch;

namespace StandIns.Akka.Tests.Dispatching;

/// <summary>Gives all actors of a section one dispatcher whose mailboxes are run by hand.</summary>
public sealed class HandDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    private HandDispatcher? _dispatcher;

    public override MessageDispatcher Dispatcher() => _dispatcher ??= new HandDispatcher(this);
}
