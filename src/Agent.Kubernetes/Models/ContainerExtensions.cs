namespace Agent.Kubernetes;

/// <summary>What a container's fields mean together.</summary>
public static class ContainerExtensions
{
    /// <summary>Whether an init container keeps running beside the others (restartPolicy Always).</summary>
    public static bool IsSidecar(this V1Container initContainer)
    {
        ArgumentNullException.ThrowIfNull(initContainer);
        return initContainer.RestartPolicy == "Always";
    }
}
