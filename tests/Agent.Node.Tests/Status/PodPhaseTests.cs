using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Status;
using Agent.Node.Tests.Pods;
using Agent.Node.WellKnown;

namespace Agent.Node.Tests.Status;

public sealed class PodPhaseTests
{
    /// <summary>States: c created not yet, r running, 0 and 1 exited with that code, w waiting after an exit with 1, p pull failed.</summary>
    [Theory]
    [InlineData("Always", "c", "Pending")]
    [InlineData("Always", "p", "Pending")]
    [InlineData("Always", "r", "Running")]
    [InlineData("Always", "rc", "Pending")]
    [InlineData("Always", "r1", "Running")]
    [InlineData("Always", "0", "Running")]
    [InlineData("Always", "1", "Running")]
    [InlineData("Always", "w", "Running")]
    [InlineData("OnFailure", "0", "Succeeded")]
    [InlineData("OnFailure", "1", "Running")]
    [InlineData("OnFailure", "w", "Running")]
    [InlineData("OnFailure", "w0", "Running")]
    [InlineData("OnFailure", "r0", "Running")]
    [InlineData("Never", "0", "Succeeded")]
    [InlineData("Never", "00", "Succeeded")]
    [InlineData("Never", "01", "Failed")]
    [InlineData("Never", "r1", "Running")]
    [InlineData("Never", "1", "Failed")]
    public void Build_RegularContainers_MakeThePhase(string restartPolicy, string states, string phase) =>
        Assert.Equal(phase, View(restartPolicy, "", states).Build().Phase);

    [Theory]
    [InlineData("Always", "r", "c", "Pending")]
    [InlineData("Always", "1", "c", "Pending")]
    [InlineData("Always", "0", "r", "Running")]
    [InlineData("Always", "0", "c", "Pending")]
    [InlineData("Never", "1", "c", "Failed")]
    [InlineData("OnFailure", "1", "c", "Pending")]
    [InlineData("Never", "01", "c", "Failed")]
    public void Build_InitContainers_HoldOrFailThePod(string restartPolicy, string init, string states, string phase) =>
        Assert.Equal(phase, View(restartPolicy, init, states).Build().Phase);

    [Theory]
    [InlineData("c", "c", "Pending")]
    [InlineData("r", "c", "Pending")]
    [InlineData("r", "r", "Running")]
    [InlineData("w", "r", "Running")]
    [InlineData("r", "0", "Running")]
    [InlineData("0", "0", "Running")]
    public void Build_Sidecar_CountsAsRunningOnly(string sidecar, string states, string phase) =>
        Assert.Equal(phase, View("Always", sidecar, states, sidecar: true).Build().Phase);

    [Theory]
    [InlineData("Always", "0", "Succeeded")]
    [InlineData("Always", "1", "Failed")]
    [InlineData("Always", "c", "Failed")]
    [InlineData("Never", "0", "Succeeded")]
    [InlineData("OnFailure", "w", "Failed")]
    public void Build_NothingRunsAnyMore_IsTerminal(string restartPolicy, string states, string phase) =>
        Assert.Equal(phase, (View(restartPolicy, "", states) with { Work = PodWork.Terminated }).Build().Phase);

    [Theory]
    [InlineData("Always", "0", "Running")]
    [InlineData("Always", "c", "Pending")]
    [InlineData("Never", "1", "Failed")]
    public void Build_StaticPodStopped_IsNotForcedTerminal(string restartPolicy, string states, string phase)
    {
        var view = View(restartPolicy, "", states);
        var pod = view.Pod! with
        {
            Metadata = view.Pod.Metadata with
            {
                Annotations = new Dictionary<string, string> { [PodAnnotations.ConfigSource] = PodSourceNames.File },
            },
        };

        Assert.Equal(phase, (view with { Work = PodWork.Terminated, Pod = pod }).Build().Phase);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Succeeded")]
    public void Build_TerminalInTheApi_IsNeverLeft(string phase)
    {
        var view = View("Always", "", "r");
        view = view with { Pod = view.Pod! with { Status = new V1PodStatus { Phase = phase, Reason = "Evicted", Message = "m" } } };

        var status = view.Build();

        Assert.Equal((phase, "Evicted", "m"), (status.Phase, status.Reason, status.Message));
        Assert.Equal("False", status.Condition(PodConditionTypes.Ready).Status);
    }

    [Fact]
    public void Build_TerminalBefore_IsNeverLeft() =>
        Assert.Equal("Failed", View("Always", "", "r").Build(new V1PodStatus { Phase = "Failed" }).Phase);

    [Fact]
    public void Build_EndedByTheNode_FailedWithTheReasonFromTheStart()
    {
        var view = View("Always", "", "r") with
        {
            Work = PodWork.Terminating,
            EndStatus = new PodEndStatus("Evicted", "The node was low on resource: memory.", true),
        };

        var first = view.Build();
        var last = (view.Set("c0", c => c.Ends(0)) with { Work = PodWork.Terminated }).Build(first);

        Assert.All([first, last], s => Assert.Equal(("Failed", "Evicted"), (s.Phase, s.Reason)));
        Assert.Equal("TerminationByKubelet", last.Condition("DisruptionTarget").Reason);
    }

    [Fact]
    public void Build_ReasonOfThePhaseBefore_GoesWithThePhase()
    {
        var running = View("Always", "", "r");
        var pending = new V1PodStatus { Phase = "Pending", Reason = "Unschedulable" };

        Assert.Null(running.Build(pending).Reason);
        Assert.Equal("Kept", running.Build(new V1PodStatus { Phase = "Running", Reason = "Kept" }).Reason);
    }

    [Fact]
    public void Build_KilledForANewImageUnderOnFailure_IsNotOver()
    {
        var view = View("OnFailure", "", "0").Set("c0", c => c with { Instance = c.Instance! with { Hash = "old" } });

        Assert.Equal("Running", view.Build().Phase);
    }

    internal static PodView View(string restartPolicy, string init, string regular, bool sidecar = false)
    {
        var pod = PodViews.Pod(restartPolicy, init.Length, regular.Length);
        if (sidecar)
        {
            pod = pod with { Spec = pod.Spec with { InitContainers = [.. pod.Spec.InitContainers!.Select(c => c with { RestartPolicy = "Always" })] } };
        }

        var view = PodViews.View(pod) with { Sandboxes = [PodViews.Sandbox()] };
        for (var i = 0; i < init.Length; i++)
        {
            view = view.Set("init" + i, c => Put(c, init[i]));
        }

        for (var i = 0; i < regular.Length; i++)
        {
            view = view.Set("c" + i, c => Put(c, regular[i]));
        }

        return view;
    }

    private static ContainerRecord Put(ContainerRecord record, char state) => state switch
    {
        'r' => record.Runs(),
        '0' => record.Ends(0),
        '1' => record.Ends(1),
        'w' => record.Ends(1).Waits("CrashLoopBackOff"),
        'p' => record.Waits("ErrImagePull"),
        _ => record,
    };
}
