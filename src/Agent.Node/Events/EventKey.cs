namespace Agent.Node.Events;

/// <summary>What makes two events the same: everything but times and counts.</summary>
internal readonly record struct EventKey(EventSubject Subject, EventKind Kind, string Reason, string Message);
