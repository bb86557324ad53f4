namespace Agent.Node.Status;

/// <summary>Types of pod conditions that a node agent writes.</summary>
internal static class PodConditionTypes
{
    public const string ReadyToStartContainers = "PodReadyToStartContainers";

    public const string Initialized = "Initialized";

    public const string Ready = "Ready";

    public const string ContainersReady = "ContainersReady";

    public const string Scheduled = "PodScheduled";

    public const string AllContainersRestarting = "AllContainersRestarting";

    public const string ResizePending = "PodResizePending";

    public const string ResizeInProgress = "PodResizeInProgress";

    /// <summary>Others write it too, as the API's eviction does.</summary>
    public const string DisruptionTarget = "DisruptionTarget";

    /// <summary>The node agent alone writes this type: what others put there is replaced.</summary>
    public static bool IsOwn(string type) => type is ReadyToStartContainers or Initialized or Ready or ContainersReady or Scheduled
        or AllContainersRestarting or ResizePending or ResizeInProgress;
}
