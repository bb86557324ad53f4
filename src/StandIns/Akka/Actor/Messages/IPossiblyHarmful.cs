namespace Akka.Actor;

/// <summary>A message that affects the life of its receiver.</summary>
public interface IPossiblyHarmful
{
}
