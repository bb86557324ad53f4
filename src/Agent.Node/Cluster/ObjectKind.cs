namespace Agent.Node.Cluster;

/// <summary>Kinds of objects that containers take configuration from.</summary>
internal enum ObjectKind
{
    /// <summary>A ConfigMap.</summary>
    ConfigMap,

    /// <summary>A Secret.</summary>
    Secret,
}
