namespace Akka.Hosting;

/// <summary>Base of the errors of the actor registry.</summary>
/// <param name="message">What went wrong, naming the key.</param>
public class ActorRegistryException(string message) : Exception(message);
