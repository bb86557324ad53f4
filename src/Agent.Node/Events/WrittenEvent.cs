namespace Agent.Node.Events;

/// <summary>An event as it is in the API server, or is about to be.</summary>
/// <param name="Key">Same events have the same key.</param>
/// <param name="Name">Name of the event object.</param>
/// <param name="Event">What happened; its message is the combined one where similar events are combined.</param>
/// <param name="Count">How often it has been seen.</param>
/// <param name="First">When first.</param>
/// <param name="Last">When last.</param>
internal sealed record WrittenEvent(EventKey Key, string Name, RecordEvent Event, int Count, DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>It is in the API server already and only counts on.</summary>
    public bool IsRepeated => Count > 1;
}
