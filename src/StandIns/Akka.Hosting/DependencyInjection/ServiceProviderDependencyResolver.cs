using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>Resolves from a service provider.</summary>
/// <param name="serviceProvider">The services.</param>
public class ServiceProviderDependencyResolver(IServiceProvider serviceProvider) : IDependencyResolver
{
    /// <summary>The services.</summary>
    public IServiceProvider ServiceProvider { get; } = serviceProvider;

    /// <inheritdoc/>
    public T? GetService<T>() => ServiceProvider.GetService<T>();

    /// <inheritdoc/>
    public object? GetService(Type type) => ServiceProvider.GetService(type);

    /// <inheritdoc/>
    public Props Props(Type type, params object[] args) => typeof(ActorBase).IsAssignableFrom(type)
        ? Akka.Actor.Props.CreateBy(new ServiceProviderActorProducer(ServiceProvider, type, args))
        : throw new ArgumentException($"{type} is no actor: it does not derive from {typeof(ActorBase)}", nameof(type));

    /// <inheritdoc/>
    public Props Props(Type type) => Props(type, []);

    /// <inheritdoc/>
    public Props Props<T>(params object[] args)
        where T : ActorBase => Props(typeof(T), args);
}
