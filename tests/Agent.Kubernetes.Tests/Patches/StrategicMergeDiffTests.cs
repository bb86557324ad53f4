using System.Text.Json.Nodes;
using Agent.Kubernetes.Patches;

namespace Agent.Kubernetes.Tests.Patches;

public sealed class StrategicMergeDiffTests
{
    [Theory]
    [InlineData("core.v1.Pod", """{"a":1}""", """{"a":1}""", """{}""")]
    [InlineData("core.v1.Pod", """{"metadata":{"labels":{}},"spec":{}}""", """{"metadata":{"finalizers":[]},"spec":{"containers":[]}}""", """{}""")]
    [InlineData("core.v1.Pod", """{"metadata":{"labels":{"a":"1","b":"2"}}}""", """{"metadata":{"labels":{"a":"1","c":"3"}}}""", """{"metadata":{"labels":{"c":"3","b":null}}}""")]
    [InlineData("core.v1.Pod", """{"status":{"phase":"Pending"}}""", """{"status":{"phase":"Running"}}""", """{"status":{"phase":"Running"}}""")]
    // The patch of a pod's status as the kubelet sends it.
    [InlineData(
        "core.v1.Pod",
        """{"status":{"conditions":[{"type":"Initialized","status":"True"},{"type":"Ready","status":"False","reason":"x"}]}}""",
        """{"status":{"conditions":[{"type":"Initialized","status":"True"},{"type":"Ready","status":"True"}],"podIPs":[{"ip":"10.0.0.1"}]}}""",
        """{"status":{"conditions":[{"status":"True","reason":null,"type":"Ready"}],"$setElementOrder/conditions":[{"type":"Initialized"},{"type":"Ready"}],"podIPs":[{"ip":"10.0.0.1"}]}}""")]
    [InlineData(
        "core.v1.Pod",
        """{"status":{"podIPs":[{"ip":"10.0.0.1"}]}}""",
        """{"status":{"podIPs":[{"ip":"10.0.0.2"}]}}""",
        """{"status":{"podIPs":[{"ip":"10.0.0.2"},{"$patch":"delete","ip":"10.0.0.1"}],"$setElementOrder/podIPs":[{"ip":"10.0.0.2"}]}}""")]
    [InlineData(
        "core.v1.Pod",
        """{"status":{"conditions":[{"type":"A"},{"type":"B"}]}}""",
        """{"status":{"conditions":[{"type":"B"},{"type":"A"}]}}""",
        """{"status":{"$setElementOrder/conditions":[{"type":"B"},{"type":"A"}]}}""")]
    // A list without patch strategy is sent whole.
    [InlineData(
        "core.v1.Pod",
        """{"status":{"containerStatuses":[{"name":"a","ready":false},{"name":"b"}]}}""",
        """{"status":{"containerStatuses":[{"name":"a","ready":true},{"name":"b"}]}}""",
        """{"status":{"containerStatuses":[{"name":"a","ready":true},{"name":"b"}]}}""")]
    // State changes within an object: what is gone is null.
    [InlineData(
        "core.v1.ContainerStatus",
        """{"state":{"running":{"startedAt":"2026-01-31T12:00:00Z"}}}""",
        """{"state":{"terminated":{"exitCode":0}}}""",
        """{"state":{"terminated":{"exitCode":0},"running":null}}""")]
    [InlineData(
        "core.v1.Pod",
        """{"metadata":{"finalizers":["a","b"]}}""",
        """{"metadata":{"finalizers":["b","c"]}}""",
        """{"metadata":{"finalizers":["c"],"$deleteFromPrimitiveList/finalizers":["a"],"$setElementOrder/finalizers":["b","c"]}}""")]
    [InlineData(
        "core.v1.Pod",
        """{"spec":{"volumes":[{"name":"v","emptyDir":{}}]}}""",
        """{"spec":{"volumes":[{"name":"v","hostPath":{"path":"/x"}}]}}""",
        """{"spec":{"volumes":[{"hostPath":{"path":"/x"},"emptyDir":null,"$retainKeys":["hostPath","name"],"name":"v"}],"$setElementOrder/volumes":[{"name":"v"}]}}""")]
    // Entries that the merge key does not tell apart.
    [InlineData(
        "core.v1.Pod",
        """{"spec":{"containers":[{"name":"dns","ports":[{"containerPort":53,"protocol":"UDP"}]}]}}""",
        """{"spec":{"containers":[{"name":"dns","ports":[{"containerPort":53,"protocol":"UDP"},{"containerPort":53,"protocol":"TCP"}]}]}}""",
        """{"spec":{"containers":[{"ports":[{"$patch":"replace"},{"containerPort":53,"protocol":"UDP"},{"containerPort":53,"protocol":"TCP"}],"name":"dns"}],"$setElementOrder/containers":[{"name":"dns"}]}}""")]
    [InlineData(
        "core.v1.Node",
        """{"status":{"addresses":[{"type":"InternalIP","address":"10.0.0.1"},{"type":"InternalIP","address":"fd00::1"}]}}""",
        """{"status":{"addresses":[{"type":"InternalIP","address":"10.0.0.2"},{"type":"InternalIP","address":"fd00::1"}]}}""",
        """{"status":{"addresses":[{"$patch":"replace"},{"type":"InternalIP","address":"10.0.0.2"},{"type":"InternalIP","address":"fd00::1"}]}}""")]
    [InlineData(
        "policy.v1.PodDisruptionBudget",
        """{"spec":{"selector":{"matchLabels":{"a":"1"}}}}""",
        """{"spec":{"selector":{"matchLabels":{"b":"1"}}}}""",
        """{"spec":{"selector":{"matchLabels":{"b":"1"}}}}""")]
    public void Create_TwoObjects_GivesTheSmallestPatch(string type, string before, string after, string patch)
    {
        var (from, to) = (Parse(before), Parse(after));

        var created = StrategicMergeDiff.Create(from, to, type);

        Assert.Equal(patch, created.ToJsonString());
        Assert.Equal((before, after), (from.ToJsonString(), to.ToJsonString()));
        Assert.Empty(StrategicMergeDiff.Create(StrategicMergePatch.Apply(created, from, type), to, type));
    }

    [Fact]
    public void Create_AnotherWriterAddedAnEntry_ThePatchKeepsIt()
    {
        var before = new V1Node { Status = new V1NodeStatus { Conditions = [new V1NodeCondition { Type = "Ready", Status = "False" }] } };
        var after = before with { Status = before.Status with { Conditions = [new V1NodeCondition { Type = "Ready", Status = "True" }] } };
        var meanwhile = before with
        {
            Status = before.Status with
            {
                Conditions = [.. before.Status.Conditions!, new V1NodeCondition { Type = "KernelDeadlock", Status = "False" }],
            },
        };

        var result = StrategicMergePatch.Apply(StrategicMergeDiff.Create(before, after), meanwhile);

        Assert.Equal(
            [("Ready", "True"), ("KernelDeadlock", "False")],
            result.Status.Conditions!.Select(c => (c.Type, c.Status)));
    }

    [Fact]
    public void Create_EqualModels_IsEmpty() =>
        Assert.Empty(StrategicMergeDiff.Create(new V1Pod(), new V1Pod { Spec = new V1PodSpec { Volumes = [] } }));

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
