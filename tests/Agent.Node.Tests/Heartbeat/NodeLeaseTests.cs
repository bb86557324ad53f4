using Agent.Kubernetes;
using Agent.Node.Heartbeat;

namespace Agent.Node.Tests.Heartbeat;

public sealed class NodeLeaseTests
{
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMicroseconds(123_456);

    [Fact]
    public void Renew_None_MakesOneWithMicroseconds()
    {
        var lease = NodeLease.Renew(null, "n1", "u1", 40, Now);

        Assert.Equal(
            """
            {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"n1","namespace":"kube-node-lease","ownerReferences":[{"apiVersion":"v1","kind":"Node","name":"n1","uid":"u1"}]},"spec":{"holderIdentity":"n1","leaseDurationSeconds":40,"renewTime":"2026-01-01T00:00:00.123456Z"}}
            """,
            KubernetesJson.Serialize(lease));
    }

    [Fact]
    public void Renew_Existing_KeepsWhatItIsNotAbout()
    {
        var existing = NodeLease.Renew(null, "n1", "u1", 40, Now) with
        {
            Metadata = new V1ObjectMeta
            {
                Name = "n1",
                ResourceVersion = "7",
                OwnerReferences = [new V1OwnerReference { Kind = "Node", Uid = "old" }, new V1OwnerReference { Kind = "Other", Uid = "o" }],
            },
        };

        var lease = NodeLease.Renew(existing, "n1", "u2", 60, Now.AddSeconds(10));

        Assert.Equal("7", lease.Metadata.ResourceVersion);
        Assert.Equal(["o", "u2"], lease.Metadata.OwnerReferences!.Select(o => o.Uid));
        Assert.Equal((60, Now.AddSeconds(10)), (lease.Spec.LeaseDurationSeconds!.Value, lease.Spec.RenewTime!.Value));
    }

    [Fact]
    public void Renew_NodeUnknown_LeavesTheOwner()
    {
        var existing = NodeLease.Renew(null, "n1", "u1", 40, Now);

        Assert.Equal("u1", Assert.Single(NodeLease.Renew(existing, "n1", null, 40, Now).Metadata.OwnerReferences!).Uid);
    }
}
