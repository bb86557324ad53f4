namespace Akka.Actor;

/// <summary>A behavior of an <see cref="UntypedActor"/>.</summary>
public delegate void UntypedReceive(object message);
