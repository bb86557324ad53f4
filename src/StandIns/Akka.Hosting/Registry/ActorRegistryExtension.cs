using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Gives each actor system a registry of its own.</summary>
public sealed class ActorRegistryExtension : ExtensionIdProvider<ActorRegistry>
{
    /// <inheritdoc/>
    public override ActorRegistry CreateExtension(ExtendedActorSystem system) => new();
}
