namespace Akka.Actor;

/// <summary>A message that does not restart the receiver's receive timeout.</summary>
public interface INotInfluenceReceiveTimeout
{
}
