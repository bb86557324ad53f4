namespace Agent.Node.Pods;

/// <summary>What the pod is doing with its sandbox right now.</summary>
internal enum SandboxStep
{
    None,

    /// <summary>Waits for RunPodSandbox and PodSandboxStatus.</summary>
    Creating,

    /// <summary>Waits for StopPodSandbox.</summary>
    Stopping,

    /// <summary>Waits for a fresh reading of the runtime.</summary>
    Reading,

    /// <summary>The last step failed; the next attempt is due at a known time.</summary>
    Failed,
}
