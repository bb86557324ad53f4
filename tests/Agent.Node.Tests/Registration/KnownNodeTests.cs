using Agent.Kubernetes;
using Agent.Node.Registration;

namespace Agent.Node.Tests.Registration;

public sealed class KnownNodeTests
{
    private static readonly V1Node Initial = new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "n1",
            Labels = Map(("kubernetes.io/hostname", "n1"), ("kubernetes.io/arch", "amd64"), ("team", "blue"), ("topology.kubernetes.io/zone", "z2")),
            Annotations = Map(("volumes.kubernetes.io/controller-managed-attach-detach", "true")),
        },
        Spec = new V1NodeSpec { ProviderID = "p://new", Taints = [new V1Taint { Key = "new", Effect = "NoSchedule" }] },
        Status = new V1NodeStatus
        {
            NodeInfo = new V1NodeSystemInfo { BootID = "boot-2" },
            Capacity = Amounts(("cpu", "4"), ("hugepages-2Mi", "4Mi")),
            Allocatable = Amounts(("cpu", "3"), ("hugepages-2Mi", "4Mi")),
        },
    };

    private static readonly V1Node Existing = new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "n1",
            Labels = Map(("kubernetes.io/arch", "s390x"), ("team", "red"), ("topology.kubernetes.io/zone", "z1")),
            Annotations = Map(("mine", "1")),
        },
        Spec = new V1NodeSpec { ProviderID = "p://old", Unschedulable = true, Taints = [new V1Taint { Key = "old", Effect = "NoSchedule" }] },
        Status = new V1NodeStatus
        {
            NodeInfo = new V1NodeSystemInfo { BootID = "boot-1" },
            Capacity = Amounts(("cpu", "2"), ("example.com/gpu", "2"), ("hugepages-1Gi", "1Gi")),
            Allocatable = Amounts(("cpu", "1"), ("example.com/gpu", "2"), ("hugepages-1Gi", "1Gi")),
        },
    };

    [Fact]
    public void Reconcile_Labels_OnlyDefaultOnesThatTheNodeCarriesChange()
    {
        var labels = KnownNode.Reconcile(Existing, Initial).Metadata.Labels!;

        Assert.Equal(
            Map(("kubernetes.io/arch", "amd64"), ("kubernetes.io/hostname", "n1"), ("team", "red"), ("topology.kubernetes.io/zone", "z2")),
            labels);
    }

    [Fact]
    public void Reconcile_Spec_StaysAsItIs() => Assert.Equal(Existing.Spec, KnownNode.Reconcile(Existing, Initial).Spec);

    [Fact]
    public void Reconcile_Annotation_IsSetOrTakenAway()
    {
        var set = KnownNode.Reconcile(Existing, Initial);
        var taken = KnownNode.Reconcile(set, Initial with { Metadata = Initial.Metadata with { Annotations = null } });

        Assert.Equal("true", set.Metadata.Annotations!["volumes.kubernetes.io/controller-managed-attach-detach"]);
        Assert.Equal(Map(("mine", "1")), taken.Metadata.Annotations!);
    }

    [Fact]
    public void Reconcile_AfterABoot_DevicesCountAsNoneAndHugePagesAreTheMachines()
    {
        var status = KnownNode.Reconcile(Existing, Initial).Status;

        Assert.Equal(Amounts(("cpu", "2"), ("example.com/gpu", "0"), ("hugepages-2Mi", "4Mi")), status.Capacity!);
        Assert.Equal(Amounts(("cpu", "1"), ("example.com/gpu", "0"), ("hugepages-2Mi", "4Mi")), status.Allocatable!);
    }

    [Fact]
    public void Reconcile_InTheSameBoot_DevicesStay()
    {
        var existing = Existing with { Status = Existing.Status with { NodeInfo = Initial.Status.NodeInfo } };

        Assert.Equal(2, KnownNode.Reconcile(existing, Initial).Status.Allocatable!["example.com/gpu"].Value());
    }

    [Fact]
    public void Reconcile_NoResourcesYet_TakesTheInitialOnes() =>
        Assert.Equal(Initial.Status.Capacity!, KnownNode.Reconcile(new V1Node(), Initial).Status.Capacity!);

    private static SortedDictionary<string, string> Map(params (string Key, string Value)[] entries) =>
        new(entries.ToDictionary(e => e.Key, e => e.Value), StringComparer.Ordinal);

    private static SortedDictionary<string, Quantity> Amounts(params (string Key, string Value)[] entries) =>
        new(entries.ToDictionary(e => e.Key, e => Quantity.Parse(e.Value)), StringComparer.Ordinal);
}
