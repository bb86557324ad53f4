using Agent.Kubernetes;

namespace Agent.Node.Heartbeat;

/// <summary>The lease by which a node shows that it lives.</summary>
internal static class NodeLease
{
    /// <summary>Namespace of all nodes' leases.</summary>
    public const string Namespace = "kube-node-lease";

    /// <summary>The part of its duration after which a lease is renewed.</summary>
    public const double RenewalFraction = 0.25;

    /// <summary>The lease renewed now.</summary>
    /// <param name="current">As the API server has it; null: there is none.</param>
    /// <param name="nodeName">The node's name, also the lease's.</param>
    /// <param name="nodeUid">UID of the node's object, which owns the lease; null: not known, the owner stays as it is.</param>
    /// <param name="durationSeconds">Seconds until it runs out.</param>
    /// <param name="now">The time.</param>
    public static V1Lease Renew(V1Lease? current, string nodeName, string? nodeUid, int durationSeconds, DateTimeOffset now)
    {
        var lease = current ?? new V1Lease
        {
            ApiVersion = "coordination.k8s.io/v1",
            Kind = "Lease",
            Metadata = new V1ObjectMeta { Name = nodeName, Namespace = Namespace },
        };
        return lease with
        {
            Metadata = nodeUid is null ? lease.Metadata : lease.Metadata with { OwnerReferences = Owners(lease, nodeName, nodeUid) },
            Spec = lease.Spec with { HolderIdentity = nodeName, LeaseDurationSeconds = durationSeconds, RenewTime = now },
        };
    }

    /// <summary>The node; a node of that name that is gone no longer.</summary>
    private static List<V1OwnerReference> Owners(V1Lease lease, string nodeName, string nodeUid) =>
    [
        .. (lease.Metadata.OwnerReferences ?? []).Where(owner => owner.Kind != "Node"),
        new V1OwnerReference { ApiVersion = "v1", Kind = "Node", Name = nodeName, Uid = nodeUid },
    ];
}
