namespace Agent.Node.WellKnown;

/// <summary>Keys of taints that a node sets on itself.</summary>
public static class NodeTaintKeys
{
    /// <summary>Keeps pods off a node until the cloud controller has initialised it.</summary>
    public const string Uninitialized = "node.cloudprovider.kubernetes.io/uninitialized";
}
