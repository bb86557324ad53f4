using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Status;
using Agent.Node.Tests.Pods;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Status;

/// <summary>What holds for every history of a pod.</summary>
public sealed class PodStatusProperties
{
    private static readonly string[] Names = ["init0", "c0", "c1"];

    private static readonly Gen<Step> Steps = from name in Gen.Elements(Names)
                                              from kind in Gen.Choose(0, 7)
                                              from code in Gen.Elements(0, 0, 1, 137)
                                              select new Step(name, kind, code);

    private static readonly Gen<(string Policy, List<Step> Steps)> Histories =
        from policy in Gen.Elements("Always", "OnFailure", "Never")
        from steps in Steps.ListOf()
        select (policy, steps.ToList());

    [Fact]
    public void Build_AnyHistory_KeepsTheInvariants() =>
        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Histories.ToArbitrary(), Holds));

    private static void Holds((string Policy, List<Step> Steps) history)
    {
        var view = PodViews.View(PodViews.Pod(history.Policy, 1, 2)) with { Sandboxes = [PodViews.Sandbox()] };
        V1PodStatus? before = null;
        var seconds = 0;
        foreach (var step in history.Steps)
        {
            view = step.Apply(view);
            var status = view.Build(before, ++seconds);
            Assert.Equal(KubernetesJson.Serialize(status), KubernetesJson.Serialize(view.Build(status, seconds + 1)));
            if (before is not null)
            {
                Compare(before, status);
            }

            Assert.Equal(status.Condition("Ready").Status, status.Condition("ContainersReady").Status);
            Assert.False(PodPhases.IsTerminal(status.Phase) && status.Condition("Ready").Status == "True");
            Assert.False(view.Work >= PodWork.Terminated && !PodPhases.IsTerminal(status.Phase));
            before = status;
        }
    }

    private static void Compare(V1PodStatus before, V1PodStatus after)
    {
        Assert.True(!PodPhases.IsTerminal(before.Phase) || after.Phase == before.Phase, $"{before.Phase} became {after.Phase}");
        Assert.Equal(before.StartTime, after.StartTime);
        foreach (var name in Names)
        {
            Assert.True(after.Container(name).RestartCount >= before.Container(name).RestartCount, $"restarts of {name} fell");
        }

        foreach (var condition in after.Conditions!)
        {
            var old = before.Condition(condition.Type);
            Assert.Equal(old.Status != condition.Status, old.LastTransitionTime != condition.LastTransitionTime);
        }
    }

    private sealed record Step(string Name, int Kind, int Code)
    {
        public PodView Apply(PodView view)
        {
            var next = (view.Container(Name)!.Instance?.RestartCount ?? view.Container(Name)!.LastRestartCount) + 1;
            return Kind switch
            {
                0 or 1 => view.Set(Name, c => c.Runs("id" + next, next)),
                2 => view.Set(Name, c => c.Instance is { State: ContainerInstanceState.Running } i ? c.Ends(Code, i.Id, i.RestartCount) : c),
                3 => view.Set(Name, c => c.Waits("CrashLoopBackOff")),
                4 => view.Set(Name, c => ContainerObservation.Apply(c, [], Statuses.Now)),
                5 => view.Set(Name, c => c.Waits("ErrImagePull")),
                6 when Code != 0 => view with { Work = view.Work < PodWork.Finished ? view.Work + 1 : view.Work },
                _ => view.Set(Name, c => c with { Instance = null, Previous = null, LastRestartCount = Math.Max(c.LastRestartCount, next - 1) }),
            };
        }
    }
}
