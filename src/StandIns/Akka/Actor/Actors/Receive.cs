namespace Akka.Actor;

/// <summary>A behavior: processes a message, or returns false if it does not know it.</summary>
public delegate bool Receive(object message);
