namespace Agent.Node.Runtime;

/// <summary>
/// Names one call of one incarnation of an actor, so that a reply to a call that the actor has given up,
/// or that its crashed predecessor made, is recognised and dropped.
/// </summary>
internal readonly record struct CallId(int Incarnation, long Number);
