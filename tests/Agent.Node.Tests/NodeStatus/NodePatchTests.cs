using System.Text;
using System.Text.Json.Nodes;
using Agent.Kubernetes;
using Agent.Node.NodeStatus;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodePatchTests
{
    private static readonly V1Node Before = new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "n1",
            Uid = "u",
            Labels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["b"] = "2" },
        },
        Spec = new V1NodeSpec { Unschedulable = true },
        Status = new V1NodeStatus
        {
            Addresses = [new V1NodeAddress { Type = "InternalIP", Address = "10.0.0.1" }],
            Capacity = new SortedDictionary<string, Quantity>(StringComparer.Ordinal) { ["cpu"] = Quantity.FromInt64(1), ["gone"] = Quantity.FromInt64(1) },
            Conditions = [new V1NodeCondition { Type = "Ready", Status = "True" }, new V1NodeCondition { Type = "Other", Status = "True" }],
            DeclaredFeatures = ["x"],
        },
    };

    private static readonly V1Node After = new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "n1",
            Labels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["c"] = "3" },
        },
        Status = new V1NodeStatus
        {
            Addresses =
            [
                new V1NodeAddress { Type = "InternalIP", Address = "10.0.0.2" }, new V1NodeAddress { Type = "InternalIP", Address = "2001:db8::2" },
            ],
            Capacity = new SortedDictionary<string, Quantity>(StringComparer.Ordinal) { ["cpu"] = Quantity.FromInt64(2) },
            Conditions = [new V1NodeCondition { Type = "Ready", Status = "False" }, new V1NodeCondition { Type = "Other", Status = "True" }],
        },
    };

    [Fact]
    public void Create_Difference_HoldsOnlyWhatChangedAndNothingOfTheSpec()
    {
        var patch = JsonNode.Parse(NodePatch.Create(Before, After))!;

        Assert.Equal(["metadata", "status"], patch.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        AssertJson("""{"labels":{"b":null,"c":"3"}}""", patch["metadata"]);
        AssertJson("""{"cpu":"2","gone":null}""", patch["status"]!["capacity"]);
        AssertJson("""[{"status":"False","type":"Ready"}]""", patch["status"]!["conditions"]);
    }

    [Fact]
    public void Create_Addresses_ReplaceTheOldOnes()
    {
        var status = JsonNode.Parse(NodePatch.Create(Before, After))!["status"]!.AsObject();

        AssertJson(
            """[{"$patch":"replace"},{"address":"10.0.0.2","type":"InternalIP"},{"address":"2001:db8::2","type":"InternalIP"}]""",
            status["addresses"]);
        Assert.DoesNotContain("$setElementOrder/addresses", status.Select(field => field.Key));
    }

    [Fact]
    public void Create_NoDifference_IsEmpty() => Assert.Equal("{}", Encoding.UTF8.GetString(NodePatch.Create(Before, Before)));

    [Fact]
    public void Create_Applied_GivesTheNodeWithItsOldSpec()
    {
        var patched = FakeApi.Server.Patched(Before, NodePatch.Create(Before, After));

        Assert.Equal(After.Status, patched.Status);
        Assert.Equal(After.Metadata.Labels!, patched.Metadata.Labels!);
        Assert.Equal(Before.Spec, patched.Spec);
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}
