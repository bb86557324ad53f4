using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Injects the actor that is registered under a key.</summary>
/// <typeparam name="TActor">The key in the registry.</typeparam>
public interface IRequiredActor<TActor>
{
    /// <summary>The actor.</summary>
    /// <exception cref="MissingActorRegistryEntryException">The key is not registered yet.</exception>
    IActorRef ActorRef { get; }

    /// <summary>Waits until the key is registered. For services that the host starts before the actor system.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}
