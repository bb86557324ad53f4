using System.Text;
using Agent.Kubernetes;
using Agent.Node.Status;

namespace Agent.Node.Tests.Status;

public sealed class PodStatusPatchTests
{
    private static readonly V1PodStatus Before = new()
    {
        Phase = "Pending",
        Reason = "old",
        Conditions = [new V1PodCondition { Type = "Ready", Status = "False", Reason = "r" }, new V1PodCondition { Type = "Gone", Status = "True" }],
        ContainerStatuses = [new V1ContainerStatus { Name = "c" }],
    };

    [Fact]
    public void Create_NothingDiffers_IsEmpty() => Assert.Equal("", Create(Before with { }));

    [Fact]
    public void Create_Phase_IsAllThatIsSent() =>
        Assert.Equal("""{"metadata":{"uid":"u"},"status":{"phase":"Running"}}""", Create(Before with { Phase = "Running" }));

    [Fact]
    public void Create_FieldTakenAway_IsNull() =>
        Assert.Equal("""{"metadata":{"uid":"u"},"status":{"reason":null}}""", Create(Before with { Reason = null }));

    [Fact]
    public void Create_Conditions_AreMergedByType()
    {
        var patch = Create(Before with
        {
            Conditions = [new V1PodCondition { Type = "Ready", Status = "True" }, new V1PodCondition { Type = "New", Status = "True" }],
        });

        Assert.Contains("\"$setElementOrder/conditions\":[{\"type\":\"Ready\"},{\"type\":\"New\"}]", patch, StringComparison.Ordinal);
        Assert.Contains("{\"$patch\":\"delete\",\"type\":\"Gone\"}", patch, StringComparison.Ordinal);
        Assert.Contains("\"reason\":null", patch, StringComparison.Ordinal);
        Assert.DoesNotContain("containerStatuses", patch, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ContainerStatuses_AreReplacedWhole()
    {
        var patch = Create(Before with { ContainerStatuses = [new V1ContainerStatus { Name = "c", RestartCount = 1 }] });

        Assert.Contains("\"containerStatuses\":[{", patch, StringComparison.Ordinal);
        Assert.DoesNotContain("$setElementOrder", patch, StringComparison.Ordinal);
    }

    private static string Create(V1PodStatus after)
    {
        var pod = new V1Pod { Metadata = new V1ObjectMeta { Uid = "u" }, Status = Before };
        return Encoding.UTF8.GetString(PodStatusPatch.Create(pod, after).Span);
    }
}
