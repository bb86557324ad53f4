namespace Agent.Node.Configuration;

/// <summary>How the text of a command-line flag is read.</summary>
public enum FlagSyntax
{
    /// <summary>As the field's type says: a scalar, <c>a,b,c</c> for a list, <c>k=v,k=v</c> for a map.</summary>
    ByType,

    /// <summary>Eviction thresholds, <c>signal&lt;value,signal&lt;value</c>.</summary>
    Thresholds,

    /// <summary>Taints, <c>key=value:Effect,key:Effect</c>.</summary>
    Taints,

    /// <summary>Memory reserved per NUMA node, <c>0:memory=1Gi,hugepages-2Mi=2Mi;1:memory=1Gi</c>.</summary>
    ReservedMemory,

    /// <summary>HTTP headers, <c>Name:value</c>, one per use of the flag or separated by commas.</summary>
    Headers,

    /// <summary>Log levels of single parts, <c>pattern=level,pattern=level</c>.</summary>
    VModule,
}
