using Akka.Actor.Setup;

namespace Akka.DependencyInjection;

/// <summary>Tells an actor system where the dependencies of its actors come from.</summary>
public class DependencyResolverSetup : Setup
{
    internal DependencyResolverSetup(IDependencyResolver dependencyResolver)
    {
        DependencyResolver = dependencyResolver;
    }

    /// <summary>The resolver.</summary>
    public IDependencyResolver DependencyResolver { get; }

    /// <summary>Dependencies from a service provider.</summary>
    /// <param name="provider">The services.</param>
    public static DependencyResolverSetup Create(IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new DependencyResolverSetup(new ServiceProviderDependencyResolver(provider));
    }

    /// <summary>Dependencies from a resolver.</summary>
    /// <param name="provider">The resolver.</param>
    public static DependencyResolverSetup Create(IDependencyResolver provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new DependencyResolverSetup(provider);
    }
}
