namespace Akka.Event;

/// <summary>A message whose failure to arrive nobody needs to hear of.</summary>
public interface IDeadLetterSuppression
{
}
