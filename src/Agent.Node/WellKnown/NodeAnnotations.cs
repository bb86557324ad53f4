namespace Agent.Node.WellKnown;

/// <summary>Annotations of nodes.</summary>
public static class NodeAnnotations
{
    /// <summary><c>true</c>: a controller attaches this node's volumes.</summary>
    public const string ControllerAttachDetach = "volumes.kubernetes.io/controller-managed-attach-detach";

    /// <summary>Addresses that the node was given, for the cloud controller.</summary>
    public const string ProvidedNodeIp = "alpha.kubernetes.io/provided-node-ip";
}
