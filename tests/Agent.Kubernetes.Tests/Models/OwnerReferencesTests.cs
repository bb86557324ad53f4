namespace Agent.Kubernetes.Tests.Models;

public sealed class OwnerReferencesTests
{
    private static readonly V1ReplicaSet Owner = new() { Metadata = new V1ObjectMeta { Name = "web", Uid = "u1" } };

    [Fact]
    public void ControlledBy_Owner_IsTheController()
    {
        var other = OwnerReferences.To(Owner with { Metadata = new V1ObjectMeta { Name = "x", Uid = "u2" } }, "v1", "ConfigMap");
        var controller = OwnerReferences.ControlledBy(Owner, V1ReplicaSet.KubeApiVersion, V1ReplicaSet.KubeKind);
        var pod = new V1Pod { Metadata = new V1ObjectMeta { OwnerReferences = [other, controller] } };

        Assert.Equal(("apps/v1", "ReplicaSet", "web", "u1"), (controller.ApiVersion, controller.Kind, controller.Name, controller.Uid));
        Assert.Equal((true, true), (controller.Controller, controller.BlockOwnerDeletion));
        Assert.Equal(((bool?)null, (bool?)null), (other.Controller, other.BlockOwnerDeletion));
        Assert.Equal(controller, pod.Controller());
        Assert.True(pod.IsControlledBy("u1"));
        Assert.False(pod.IsControlledBy("u2"));
    }

    [Fact]
    public void Controller_NoOwner_IsNull() => Assert.Null(new V1Pod().Controller());

    [Fact]
    public void Deletion_MetadataOfADeletedObject_IsSeen()
    {
        var pod = new V1Pod { Metadata = new V1ObjectMeta { DeletionTimestamp = DateTimeOffset.UnixEpoch, Finalizers = ["a"] } };

        Assert.True(pod.IsBeingDeleted());
        Assert.True(pod.HasFinalizer("a"));
        Assert.False(pod.HasFinalizer("b"));
        Assert.False(new V1Pod().IsBeingDeleted());
    }
}
