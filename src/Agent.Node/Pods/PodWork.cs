namespace Agent.Node.Pods;

/// <summary>What a pod is about. It only ever moves forward.</summary>
internal enum PodWork
{
    /// <summary>Keep it as the spec says.</summary>
    Sync,

    /// <summary>Stop everything of it.</summary>
    Terminating,

    /// <summary>Nothing of it runs any more; its volumes are being unmounted.</summary>
    Unmounting,

    /// <summary>Nothing of it runs; its remains are kept while the pod is still desired.</summary>
    Terminated,

    /// <summary>Its containers and sandboxes are being removed.</summary>
    Removing,

    /// <summary>Nothing of it is left in the runtime.</summary>
    Finished,
}
