namespace Agent.Kubernetes.Api;

/// <summary>Types of watch events.</summary>
public enum WatchEventKind
{
    /// <summary>An object that is new to the watch.</summary>
    Added,

    /// <summary>An object changed.</summary>
    Modified,

    /// <summary>An object is gone, or no longer selected; its last state.</summary>
    Deleted,

    /// <summary>Only a resource version up to which everything has been sent.</summary>
    Bookmark,

    /// <summary>The watch failed; a <c>Status</c>. 410: list again.</summary>
    Error,
}
