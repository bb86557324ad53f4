namespace Akka.Actor;

/// <summary>A message that the actor cell handles itself; it does not reach the actor's behavior as it is.</summary>
public interface IAutoReceivedMessage
{
}
