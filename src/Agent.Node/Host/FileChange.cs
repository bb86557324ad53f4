namespace Agent.Node.Host;

/// <summary>What a watched path tells of a change: a hint to list again, and when.</summary>
public enum FileChange
{
    /// <summary>Something changed that may not be the last of it: a file was made or written to and is still open.</summary>
    UnderWay,

    /// <summary>A file is complete: it was closed after writing, moved in, or is gone.</summary>
    Complete,
}
