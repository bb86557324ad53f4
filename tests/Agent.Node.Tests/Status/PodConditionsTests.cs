using Agent.Kubernetes;
using Agent.Node.Tests.Pods;

namespace Agent.Node.Tests.Status;

public sealed class PodConditionsTests
{
    [Fact]
    public void Build_Running_AllTrueInTheKubeletsOrder()
    {
        var conditions = PodPhaseTests.View("Always", "", "r").Build().Conditions!;

        Assert.Equal(
            ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"], conditions.Select(c => c.Type));
        Assert.All(conditions, c => Assert.Equal(("True", null, null), (c.Status, c.Reason, c.Message)));
    }

    [Fact]
    public void Build_ContainersNotReady_AreNamed()
    {
        var status = PodPhaseTests.View("Always", "", "rcp").Build();

        foreach (var type in new[] { "Ready", "ContainersReady" })
        {
            var condition = status.Condition(type);
            Assert.Equal(
                ("False", "ContainersNotReady", "containers with unready status: [c1 c2]"),
                (condition.Status, condition.Reason, condition.Message));
        }
    }

    [Fact]
    public void Build_InitContainersNotDone_AreNamed()
    {
        var condition = PodPhaseTests.View("Always", "0rc", "c").Build().Condition("Initialized");

        Assert.Equal(
            ("False", "ContainersNotInitialized", "containers with incomplete status: [init1 init2]"),
            (condition.Status, condition.Reason, condition.Message));
    }

    [Fact]
    public void Build_InitAgainAfterANewSandbox_StaysInitialized()
    {
        var before = PodPhaseTests.View("Always", "0", "r").Build();

        Assert.Equal("True", PodPhaseTests.View("Always", "r", "w").Build(before).Condition("Initialized").Status);
    }

    [Theory]
    [InlineData("Never", "0", "PodCompleted")]
    [InlineData("Never", "1", "PodFailed")]
    public void Build_Over_IsNotReadyForThatReason(string restartPolicy, string states, string reason)
    {
        var status = PodPhaseTests.View(restartPolicy, "", states).Build();

        Assert.All(["Ready", "ContainersReady"], type => Assert.Equal(("False", reason), Of(status, type)));
        Assert.Equal(("True", reason == "PodCompleted" ? reason : null), Of(status, "Initialized"));
    }

    [Fact]
    public void Build_NoSandbox_IsNotReadyToStartContainers() =>
        Assert.Equal(("False", null), Of(PodViews.View(PodViews.Pod()).Build(), "PodReadyToStartContainers"));

    [Fact]
    public void Build_ReadinessGates_MustBeTrue()
    {
        var view = PodPhaseTests.View("Always", "", "r");
        var pod = view.Pod!;
        view = view with
        {
            Pod = pod with
            {
                Spec = pod.Spec with { ReadinessGates = [Gate("a/x"), Gate("b/y"), Gate("c/z")] },
                Status = new V1PodStatus { Conditions = [new() { Type = "a/x", Status = "True" }, new() { Type = "b/y", Status = "False" }] },
            },
        };

        var ready = view.Build().Condition("Ready");

        Assert.Equal(("False", "ReadinessGatesNotReady"), (ready.Status, ready.Reason));
        Assert.Equal(
            "the status of pod readiness gate \"b/y\" is not \"True\", but False, "
            + "corresponding condition of pod readiness gate \"c/z\" does not exist.",
            ready.Message);
        Assert.Equal("True", view.Build().Condition("ContainersReady").Status);
    }

    [Fact]
    public void Build_ConditionKeepsItsStatus_KeepsItsTime()
    {
        var view = PodPhaseTests.View("Always", "", "c");
        var first = view.Build();
        var second = view.Set("c0", c => c.Runs()).Build(first, 60);
        var third = view.Set("c0", c => c.Runs()).Build(second, 120);

        Assert.Equal(Statuses.Now, second.Condition("Initialized").LastTransitionTime);
        Assert.Equal(Statuses.Now.AddSeconds(60), second.Condition("Ready").LastTransitionTime);
        Assert.Equal(second, third);
    }

    [Fact]
    public void Build_Generation_StandsInEveryCondition()
    {
        var view = PodPhaseTests.View("Always", "", "r");
        view = view with { Pod = view.Pod! with { Metadata = view.Pod.Metadata with { Generation = 3 } } };

        var status = view.Build(new V1PodStatus { ObservedGeneration = 5 });

        Assert.Equal(5, status.ObservedGeneration);
        Assert.All(status.Conditions!, c => Assert.Equal(3, c.ObservedGeneration));
    }

    private static V1PodReadinessGate Gate(string type) => new() { ConditionType = type };

    private static (string Status, string? Reason) Of(V1PodStatus status, string type) =>
        (status.Condition(type).Status, status.Condition(type).Reason);
}
