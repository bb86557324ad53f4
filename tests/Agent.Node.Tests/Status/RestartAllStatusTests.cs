using Agent.Kubernetes;
using Agent.Node.Pods;
using Agent.Node.Status;
using Agent.Node.Tests.Pods;

namespace Agent.Node.Tests.Status;

/// <summary>What a status says while an exit restarts all containers: c0 ended with 42, c1 ran.</summary>
public sealed class RestartAllStatusTests
{
    private const string Type = "AllContainersRestarting";

    [Fact]
    public void Build_NoRule_HasNoCondition() =>
        Assert.DoesNotContain(PodViews.Running(PodViews.Pod()).Build().Conditions!, c => c.Type == Type);

    [Fact]
    public void Build_WhileItLasts_IsTrueAndThePodRuns()
    {
        var status = (View() with { IsRestartingAll = true }).Set("c0", c => c.Ends(42)).Set("c1", c => c.Ends(137)).Build();

        Assert.Equal("Running", status.Phase);
        var condition = status.Condition(Type);
        Assert.Equal(
            ("True", "RestartAllContainersStarted", "container exited with restart policy rule", null),
            (condition.Status, condition.Reason, condition.Message, condition.ObservedGeneration));
    }

    [Fact]
    public void Build_InstancesRemoved_WaitsWithACountMoreAndTheRestartAsLastState()
    {
        var before = (View() with { IsRestartingAll = true }).Set("c0", c => c.Ends(42, restarts: 2)).Set("c1", c => c.Ends(1)).Build();
        var view = View();
        view = view with
        {
            Containers =
            [
                .. view.Containers.Select(c => RestartAllPlan.Reset(c with { LastRestartCount = c.Name == "c0" ? 2 : 0, Instance = null }, view.Pod!, Statuses.Now)),
            ],
        };
        var status = view.Build(before);
        var again = view.Build(status, 5);

        Assert.Equal(3, status.Container("c0").RestartCount);
        Assert.All(["c0", "c1"], name =>
        {
            Assert.Equal("waiting:RestartingAllContainers", status.Container(name).State.Short());
            Assert.Equal("terminated:137", status.Container(name).LastState.Short());
        });
        Assert.Equal("False", status.Condition(Type).Status);
        Assert.Equal("Running", status.Phase);
        Assert.Equal(status, again);
        Assert.Null(PodStatusRules.Revived(view.Pod!, before, status));
    }

    [Fact]
    public void Build_Over_SaysWhy()
    {
        var view = View().Set("c0", c => c.Ends(0)).Set("c1", c => c.Ends(0));

        Assert.Equal(("False", "PodCompleted"), (view.Build().Condition(Type).Status, view.Build().Condition(Type).Reason));
    }

    private static PodView View()
    {
        var pod = PodViews.Pod("Never", regular: 2);
        var rule = new V1ContainerRestartRule
        {
            Action = "RestartAllContainers",
            ExitCodes = new V1ContainerRestartRuleOnExitCodes { Operator = "In", Values = [42] },
        };
        return PodViews.Running(pod with
        {
            Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { RestartPolicy = "Never", RestartPolicyRules = [rule] }, pod.Spec.Containers[1]] },
        });
    }
}
