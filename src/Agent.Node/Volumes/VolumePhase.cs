namespace Agent.Node.Volumes;

/// <summary>Where a volume of a pod stands.</summary>
internal enum VolumePhase
{
    /// <summary>What it is made from is being read: objects of the cluster, tokens, a claim.</summary>
    Preparing,

    /// <summary>The host makes it.</summary>
    Mounting,

    /// <summary>It is in place; its content is kept up to date.</summary>
    InUse,

    /// <summary>It could not be made; tried again.</summary>
    Failed,

    /// <summary>The host takes it away.</summary>
    Unmounting,

    /// <summary>Nothing of it is left.</summary>
    Unmounted,
}
