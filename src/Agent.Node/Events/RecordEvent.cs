using System.Collections.Immutable;

namespace Agent.Node.Events;

/// <summary>Asks the event recorder to write an event; nobody waits for it. The message holds no secret.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Kind">Normal or Warning.</param>
/// <param name="Reason">One word in CamelCase, one of the kubelet's (pod.md §11).</param>
/// <param name="Message">What happened, for people; cut at 1024 bytes.</param>
internal sealed record RecordEvent(EventSubject Subject, EventKind Kind, string Reason, string Message)
{
    /// <summary>Annotations of the event, by key.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
