namespace Agent.Node.Events;

/// <summary>What makes two events similar: all but the message and the part of the object.</summary>
internal readonly record struct EventGroup(string ApiVersion, string ObjectKind, string Namespace, string Name, string Uid, EventKind Kind, string Reason)
{
    /// <summary>The group of an event.</summary>
    public static EventGroup Of(RecordEvent e) => new(
        e.Subject.ApiVersion, e.Subject.Kind, e.Subject.Namespace, e.Subject.Name, e.Subject.Uid, e.Kind, e.Reason);
}
