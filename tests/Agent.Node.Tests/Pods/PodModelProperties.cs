using Agent.Kubernetes;
using Agent.Node.Pods;
using Agent.Node.Status;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Pods;

/// <summary>What holds for every pod, whatever happens in whatever order.</summary>
public sealed class PodModelProperties
{
    private static readonly Gen<ModelEvent> Events = Gen.Frequency(
        (12, Gen.Constant(ModelEvent.Answer)),
        (5, Gen.Constant(ModelEvent.Exit)),
        (1, Gen.Constant(ModelEvent.Vanish)),
        (1, Gen.Constant(ModelEvent.SandboxDies)),
        (1, Gen.Constant(ModelEvent.ActorCrashes)));

    private static readonly Gen<ModelStep> Steps =
        from kind in Events
        from container in Gen.Choose(0, 5)
        from code in Gen.Elements(0, 0, 1, 42, 137)
        from luck in Gen.Choose(0, 59)
        from seconds in Gen.Elements(0, 0, 1, 15)
        select new ModelStep(kind, container, code, luck, seconds);

    private static readonly Gen<(string Policy, int Shape, List<ModelStep> Steps, ModelEvent End)> Lives =
        from policy in Gen.Elements("Always", "OnFailure", "Never")
        from shape in Gen.Choose(0, 7)
        from steps in Steps.ListOf(60)
        from end in Gen.Elements(ModelEvent.Kill, ModelEvent.Deadline)
        select (policy, shape, steps.ToList(), end);

    [Fact]
    public void Next_AnyLife_KeepsTheInvariantsAndEnds() =>
        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Lives.ToArbitrary(), Holds));

    [Theory]
    [InlineData("Always", 7, "Failed")]
    [InlineData("Never", 0, "Failed")]
    public void Next_NothingGoesWrong_TheDeadlineEndsIt(string policy, int shape, string phase)
    {
        var model = new PodModel(Shape(policy, shape));
        for (var i = 0; i < 20; i++)
        {
            model.Do(new ModelStep(ModelEvent.Answer, 0, 0, 0, 1));
        }

        Assert.NotEmpty(model.Alive);
        model.Do(new ModelStep(ModelEvent.Deadline, 0, 0, 0, 1));
        model.Settle(50);

        Assert.Equal((PodWork.Terminated, phase, "DeadlineExceeded"), (model.View.Work, model.Status.Phase, model.Status.Reason));
    }

    private static void Holds((string Policy, int Shape, List<ModelStep> Steps, ModelEvent End) life)
    {
        var model = new PodModel(Shape(life.Policy, life.Shape));
        foreach (var step in life.Steps)
        {
            model.Do(step);
        }

        model.Do(new ModelStep(life.End, 0, 0, 0, 1));
        model.Settle(100);
        Assert.Equal(PodWork.Terminated, model.View.Work);
        Assert.Empty(model.Alive);
        Assert.True(PodPhases.IsTerminal(model.Status.Phase), model.Status.Phase);
    }

    /// <summary>Bits of the shape: an init container, a sidecar, a rule that restarts all.</summary>
    private static V1Pod Shape(string policy, int shape)
    {
        var pod = PodViews.Pod(policy, init: shape & 1, regular: 2);
        var init = pod.Spec.InitContainers!.ToList();
        if ((shape & 2) != 0)
        {
            init.Add(new V1Container { Name = "side", Image = "busybox:1", RestartPolicy = "Always" });
        }

        var containers = pod.Spec.Containers.ToList();
        if ((shape & 4) != 0)
        {
            var rule = new V1ContainerRestartRule
            {
                Action = "RestartAllContainers",
                ExitCodes = new V1ContainerRestartRuleOnExitCodes { Operator = "In", Values = [42] },
            };
            containers[0] = containers[0] with { RestartPolicy = policy, RestartPolicyRules = [rule] };
        }

        return pod with { Spec = pod.Spec with { InitContainers = init, Containers = containers } };
    }
}
