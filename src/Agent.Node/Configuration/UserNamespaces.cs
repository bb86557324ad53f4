namespace Agent.Node.Configuration;

/// <summary>User namespaces of pods.</summary>
public sealed record UserNamespaces
{
    /// <summary>User ids in the namespace of each pod, a multiple of 65536.</summary>
    public long IdsPerPod { get; init; } = 65536;
}
