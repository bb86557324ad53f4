namespace Agent.Node.Status;

/// <summary>The request under way for a pod.</summary>
internal enum StatusStep
{
    /// <summary>The object is read.</summary>
    Get,

    /// <summary>Its status is patched.</summary>
    Patch,

    /// <summary>It is deleted for good.</summary>
    Delete,
}
