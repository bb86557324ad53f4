namespace Agent.Runtime.Shims;

/// <summary>The three ways of mount_namespaces(7) that Kubernetes names None, HostToContainer and Bidirectional.</summary>
internal enum BindPropagation
{
    /// <summary>rprivate: neither side sees the other's.</summary>
    Private,

    /// <summary>rslave: the container sees the host's.</summary>
    HostToContainer,

    /// <summary>rshared: both see each other's.</summary>
    Bidirectional,
}
