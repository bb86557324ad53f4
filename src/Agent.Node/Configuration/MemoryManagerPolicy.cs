namespace Agent.Node.Configuration;

/// <summary>How memory of NUMA nodes is given to containers.</summary>
public enum MemoryManagerPolicy
{
    /// <summary>All share all.</summary>
    None,

    /// <summary>Guaranteed containers have theirs to themselves.</summary>
    Static,
}
