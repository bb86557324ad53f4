namespace Akka.Hosting;

/// <summary>A key is not registered.</summary>
/// <param name="message">What went wrong, naming the key.</param>
public sealed class MissingActorRegistryEntryException(string message) : ActorRegistryException(message);
