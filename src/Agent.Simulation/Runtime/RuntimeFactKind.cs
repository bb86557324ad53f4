namespace Agent.Simulation.Runtime;

/// <summary>What can happen in a container runtime.</summary>
public enum RuntimeFactKind
{
    /// <summary>A sandbox was created and runs.</summary>
    SandboxStarted,

    /// <summary>A sandbox was stopped.</summary>
    SandboxStopped,

    /// <summary>A sandbox was removed.</summary>
    SandboxRemoved,

    /// <summary>A container was created.</summary>
    ContainerCreated,

    /// <summary>A container was started.</summary>
    ContainerStarted,

    /// <summary>A container ended.</summary>
    ContainerExited,

    /// <summary>A container was removed.</summary>
    ContainerRemoved,

    /// <summary>An image was pulled.</summary>
    ImagePulled,
}
