namespace Agent.ApiServer.Requests;

/// <summary>Which part of an object a write is about.</summary>
internal enum UpdateScope
{
    /// <summary>The object but its status.</summary>
    Main,

    /// <summary>Its status.</summary>
    Status,

    /// <summary>A pod's ephemeral containers.</summary>
    EphemeralContainers,

    /// <summary>The resources of a pod's containers.</summary>
    Resize,

    /// <summary>A namespace's finalizers.</summary>
    Finalize,

    /// <summary>The approval of a certificate signing request.</summary>
    Approval,
}
