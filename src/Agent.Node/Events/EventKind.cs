namespace Agent.Node.Events;

/// <summary>Types of events.</summary>
internal enum EventKind
{
    /// <summary>Something that is as it should be.</summary>
    Normal,

    /// <summary>Something that may need attention.</summary>
    Warning,
}
