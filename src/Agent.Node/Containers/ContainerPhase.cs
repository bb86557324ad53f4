namespace Agent.Node.Containers;

/// <summary>The named states of a container.</summary>
internal enum ContainerPhase
{
    /// <summary>Not asked to run yet.</summary>
    Waiting,

    /// <summary>Its actor began anew and waits for the runtime's word on what exists.</summary>
    Recovering,

    /// <summary>Its restart is due at a known time.</summary>
    BackingOff,

    /// <summary>Waits for its image.</summary>
    PullingImage,

    /// <summary>Waits for CreateContainer.</summary>
    Creating,

    /// <summary>Waits for StartContainer, then for the first status.</summary>
    Starting,

    Running,

    /// <summary>Waits for StopContainer.</summary>
    Stopping,

    Exited,

    /// <summary>The last attempt to start it failed; the next is due at a known time.</summary>
    Failed,
}
