namespace Akka.Actor;

/// <summary>An actor that logs every message it receives, if <c>akka.actor.debug.receive</c> is on.</summary>
public interface ILogReceive
{
}
