namespace Akka.Hosting;

/// <summary>A key is registered twice, and overwriting was not asked for.</summary>
/// <param name="message">What went wrong, naming the key.</param>
public sealed class DuplicateActorRegistryException(string message) : ActorRegistryException(message);
