using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using static Agent.Node.Tests.Pods.PodViews;

namespace Agent.Node.Tests.Pods;

public sealed class StopOrderTests
{
    [Fact]
    public void Next_EverythingRuns_TellsAllAndHoldsTheSidecars() =>
        Assert.Equal(["stop s1 held", "stop s2 held", "stop c0", "stop c1"], Texts(Sidecars(2)));

    [Theory]
    [InlineData("c0 c1", "")]
    [InlineData("c0", "")]
    [InlineData("", "release s2")]
    public void Next_RegularOnesEnd_ReleasesTheLastSidecar(string running, string expected)
    {
        var view = AllStopping();
        foreach (var name in new[] { "c0", "c1" }.Except(running.Split(' ')))
        {
            view = view.Set(name, c => c.Exited(0));
        }

        Assert.Equal(expected.Length == 0 ? [] : [expected], Texts(view));
    }

    [Fact]
    public void Next_LastSidecarEnded_ReleasesTheOneBefore()
    {
        var view = AllStopping().Set("c0", c => c.Exited(0)).Set("c1", c => c.Exited(0)).Set("s2", c => c.Exited(0));

        Assert.Equal(["release s1"], Texts(view));
    }

    [Fact]
    public void Next_SidecarReleased_IsNotReleasedAgain()
    {
        var view = AllStopping().Set("c0", c => c.Exited(0)).Set("c1", c => c.Exited(0)).Set("s2", c => c with { StopHeld = false });

        Assert.Empty(Texts(view));
    }

    [Fact]
    public void Next_OnlySidecarsRun_StopsTheLastAtOnce()
    {
        var view = Sidecars(2).Set("c0", c => c.Exited(0)).Set("c1", c => c.Exited(1));

        Assert.Equal(["stop s1 held", "stop s2"], Texts(view));
    }

    [Theory]
    [InlineData(ContainerPhase.Creating)]
    [InlineData(ContainerPhase.Starting)]
    [InlineData(ContainerPhase.Recovering)]
    internal void Next_RegularOneMayComeToRun_HoldsTheSidecars(ContainerPhase phase)
    {
        var view = Sidecars(1).Set("c0", c => c with { Phase = phase, Instance = null }).Set("c1", c => c.Exited(0));

        Assert.Equal(["stop s1 held"], Texts(view));
    }

    private static PodView AllStopping() => Sidecars(2) with
    {
        Containers = [.. Sidecars(2).Containers.Select(c => c.In(ContainerPhase.Stopping) with { StopHeld = c.Kind == ContainerKind.Sidecar })],
    };

    private static PodView Sidecars(int count)
    {
        var pod = Pod(regular: 2);
        pod = pod with
        {
            Spec = pod.Spec with
            {
                InitContainers = [.. Enumerable.Range(1, count).Select(i => new V1Container { Name = "s" + i, Image = "busybox:1", RestartPolicy = "Always" })],
            },
        };
        return Running(pod) with { Work = PodWork.Terminating, Grace = 30 };
    }

    private static List<string> Texts(PodView view) => [.. StopOrder.Next(view, "Deleted", 30).Select(a => a switch
    {
        PodAction.StopContainer stop => "stop " + stop.Name + (stop.Held ? " held" : ""),
        PodAction.ReleaseStop release => "release " + release.Name,
        _ => a.ToString()!,
    })];
}
