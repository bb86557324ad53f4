namespace Agent.Node.Cluster;

/// <summary>To who follows objects (<see cref="ReadObjects.Follow"/>): one of them may have changed; read them again.</summary>
internal sealed record ObjectsChanged
{
    public static ObjectsChanged Instance { get; } = new();
}
