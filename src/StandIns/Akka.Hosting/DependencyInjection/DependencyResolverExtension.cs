using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.DependencyInjection;

/// <summary>Gives an actor system its <see cref="DependencyResolver"/>.</summary>
public sealed class DependencyResolverExtension : ExtensionIdProvider<DependencyResolver>
{
    /// <inheritdoc/>
    /// <exception cref="ConfigurationException">The system was created without <see cref="DependencyResolverSetup"/>.</exception>
    public override DependencyResolver CreateExtension(ExtendedActorSystem system)
    {
        var setup = system.Settings.Setup.Get<DependencyResolverSetup>();
        if (setup.HasValue)
        {
            return new DependencyResolver(setup.Value.DependencyResolver);
        }

        var error = new ConfigurationException(
            $"The actor system was created without {nameof(DependencyResolverSetup)}, which actors with dependencies need");
        system.EventStream.Publish(new Error(error, "Akka.DependencyInjection", typeof(DependencyResolverExtension), error.Message));
        throw error;
    }
}
