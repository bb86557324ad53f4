using Akka.Actor;

namespace Akka.Hosting;

/// <summary>The actor that is registered under a key, looked up once.</summary>
/// <typeparam name="TActor">The key in the registry.</typeparam>
/// <param name="registry">The registry.</param>
public sealed class RequiredActor<TActor>(IReadOnlyActorRegistry registry) : IRequiredActor<TActor>
{
    private IActorRef? _found;

    /// <inheritdoc/>
    public IActorRef ActorRef => _found ??= registry.TryGet<TActor>(out var actor)
        ? actor
        : throw new MissingActorRegistryEntryException(
            $"No actor is registered for {typeof(TActor)} yet; a service that starts before the actor system waits with GetAsync");

    /// <inheritdoc/>
    public async Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) =>
        _found ??= await registry.GetAsync<TActor>(cancellationToken).ConfigureAwait(false);
}
