using Agent.Kubernetes;
using Agent.Node.Status;

namespace Agent.Node.Tests.Status;

public sealed class PodStatusMergeTests
{
    [Theory]
    [InlineData("Running", "Failed", true, "Running")]
    [InlineData("Running", "Failed", false, "Failed")]
    [InlineData("Pending", "Running", true, "Running")]
    [InlineData("Failed", "Running", true, "Failed")]
    [InlineData("Succeeded", "Failed", false, "Succeeded")]
    [InlineData(null, "Pending", true, "Pending")]
    public void Merge_Phase_IsWithheldWhileItMayRunAndNeverLeft(string? api, string own, bool mayRun, string expected) =>
        Assert.Equal(expected, PodStatusMerge.Merge(new V1PodStatus { Phase = api }, new V1PodStatus { Phase = own }, mayRun).Phase);

    [Fact]
    public void Merge_DisruptionTarget_ComesWithTheTerminalPhase()
    {
        var own = new V1PodStatus { Phase = "Failed", Conditions = [Condition("DisruptionTarget", "True"), Condition("PodScheduled", "True")] };

        Assert.Equal(["PodScheduled"], Types(PodStatusMerge.Merge(new V1PodStatus { Phase = "Running" }, own, true)));
        Assert.Equal(["DisruptionTarget", "PodScheduled"], Types(PodStatusMerge.Merge(new V1PodStatus { Phase = "Running" }, own, false)));
    }

    [Fact]
    public void Merge_DisruptionTargetOfAnother_Stays()
    {
        var api = new V1PodStatus { Phase = "Running", Conditions = [Condition("DisruptionTarget", "True")] };

        Assert.Equal(["DisruptionTarget"], Types(PodStatusMerge.Merge(api, new V1PodStatus { Phase = "Running" }, true)));
    }

    [Fact]
    public void Merge_OwnConditionThatIsNoMore_Goes()
    {
        var api = new V1PodStatus { Conditions = [Condition("AllContainersRestarting", "True"), Condition("example.com/x", "True")] };

        Assert.Equal(["example.com/x", "Ready"], Types(PodStatusMerge.Merge(api, new V1PodStatus { Conditions = [Condition("Ready", "True")] }, true)));
    }

    [Theory]
    [InlineData("Failed", "PodFailed")]
    [InlineData("Succeeded", "PodCompleted")]
    public void Merge_TerminalAndStillReady_IsMadeUnready(string phase, string reason)
    {
        var own = new V1PodStatus { Phase = phase, Conditions = [Condition("Ready", "True"), Condition("ContainersReady", "True")] };

        var merged = PodStatusMerge.Merge(new V1PodStatus { Phase = "Running" }, own, false);

        Assert.All(merged.Conditions!, c => Assert.Equal(("False", reason), (c.Status, c.Reason)));
    }

    [Fact]
    public void Merge_SameStatusOfACondition_KeepsItsTime()
    {
        var since = Statuses.Now.AddDays(-1);
        var api = new V1PodStatus { StartTime = since, Conditions = [Condition("Ready", "True") with { LastTransitionTime = since }, Condition("Initialized", "False")] };
        var own = new V1PodStatus
        {
            StartTime = Statuses.Now,
            Conditions = [Condition("Ready", "True"), Condition("Initialized", "True")],
        };

        var merged = PodStatusMerge.Merge(api, own, true);

        Assert.Equal((since, since, Statuses.Now), (merged.StartTime, merged.Condition("Ready").LastTransitionTime, merged.Condition("Initialized").LastTransitionTime));
    }

    [Fact]
    public void Merge_FieldsOfOthers_AreTheApis()
    {
        var api = new V1PodStatus
        {
            NominatedNodeName = "n",
            QosClass = "Burstable",
            ObservedGeneration = 7,
            ResourceClaimStatuses = [new V1PodResourceClaimStatus { Name = "gpu" }],
        };

        var merged = PodStatusMerge.Merge(api, new V1PodStatus { QosClass = "BestEffort", ObservedGeneration = 3 }, true);

        Assert.Equal(api with { Conditions = null }, merged);
    }

    private static V1PodCondition Condition(string type, string status) => new() { Type = type, Status = status, LastTransitionTime = Statuses.Now };

    private static IEnumerable<string> Types(V1PodStatus status) => status.Conditions!.Select(c => c.Type);
}
