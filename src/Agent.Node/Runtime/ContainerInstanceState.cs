namespace Agent.Node.Runtime;

/// <summary>CRI <c>ContainerState</c>.</summary>
internal enum ContainerInstanceState
{
    Created,
    Running,
    Exited,
    Unknown,
}
