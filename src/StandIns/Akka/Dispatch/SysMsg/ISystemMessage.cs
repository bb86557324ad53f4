using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>
/// A message of the actor system's own. System messages reach an actor ahead of all others, even while it is suspended.
/// </summary>
public interface ISystemMessage : INoSerializationVerificationNeeded
{
}
