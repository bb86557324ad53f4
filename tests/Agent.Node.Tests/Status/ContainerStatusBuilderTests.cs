using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Tests.Pods;

namespace Agent.Node.Tests.Status;

public sealed class ContainerStatusBuilderTests
{
    [Fact]
    public void Build_NothingBegunYet_WaitsToBeCreated()
    {
        var status = Ready().Build().Container();

        Assert.Equal("waiting:ContainerCreating", status.State.Short());
        Assert.Equal(("busybox:1", "", null, 0), (status.Image, status.ImageID, status.ContainerID, status.RestartCount));
        Assert.Null(status.LastState);
        Assert.Equal((false, false), (status.Started, status.Ready));
    }

    [Fact]
    public void Build_InitContainersInThePod_AllWaitForInitialization()
    {
        var status = Ready(init: 2).Build();

        Assert.All(["init0", "init1", "c0"], name => Assert.Equal("waiting:PodInitializing", status.Container(name).State.Short()));
    }

    [Fact]
    public void Build_Running_TellsWhatTheRuntimeSays()
    {
        var status = Ready().Set("c0", c => c.Runs("abc", restarts: 2)).Build().Container();

        Assert.Equal("running", status.State.Short());
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1), status.State!.Running!.StartedAt);
        Assert.Equal("containerd://abc", status.ContainerID);
        Assert.Equal(("docker.io/library/busybox:1", "sha256:abc", 2), (status.Image, status.ImageID, status.RestartCount));
        Assert.Equal((true, true), (status.Started, status.Ready));
        Assert.NotNull(status.Resources);
    }

    [Fact]
    public void Build_Exited_TellsCodeReasonAndTimes()
    {
        var end = Ready("Never").Set("c0", c => c.Ends(3)).Build().Container().State!.Terminated!;

        Assert.Equal((3, "Error", "containerd://1"), (end.ExitCode, end.Reason, end.ContainerID));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(2), end.FinishedAt);
    }

    [Fact]
    public void Build_RestartedInstance_OldOneIsTheLastState()
    {
        var status = Ready().Set("c0", c => c.Ends(1, "1").Runs("2", 1)).Build().Container();

        Assert.Equal(("running", "terminated:1", 1), (status.State.Short(), status.LastState.Short(), status.RestartCount));
        Assert.Equal("containerd://1", status.LastState!.Terminated!.ContainerID);
    }

    [Fact]
    public void Build_OldInstanceCollected_KeepsTheLastState()
    {
        var before = Ready().Set("c0", c => c.Ends(1, "1").Runs("2", 1)).Build();

        var status = Ready().Set("c0", c => c.Runs("2", 1)).Build(before).Container();

        Assert.Equal("terminated:1", status.LastState.Short());
    }

    [Fact]
    public void Build_NewInstanceWithoutTheOldOne_LastStateIsWhatWasShown()
    {
        var before = Ready().Set("c0", c => c.Ends(1, "1")).Build();

        var status = Ready().Set("c0", c => c.Runs("2", 1)).Build(before).Container();

        Assert.Equal(("running", "terminated:1"), (status.State.Short(), status.LastState.Short()));
    }

    [Theory]
    [InlineData("CrashLoopBackOff", "back-off 5m0s restarting failed container=c0 pod=web_default(u1)")]
    [InlineData("RunContainerError", "no such file")]
    public void Build_StartFailedAfterAnExit_WaitsAndTheExitIsTheLastState(string reason, string message)
    {
        var status = Ready().Set("c0", c => c.Ends(1).Waits(reason, message)).Build().Container();

        Assert.Equal(("waiting:" + reason, "terminated:1"), (status.State.Short(), status.LastState.Short()));
        Assert.Equal(message, status.State!.Waiting!.Message);
    }

    [Theory]
    [InlineData("ErrImagePull")]
    [InlineData("ImagePullBackOff")]
    [InlineData("ErrImageNeverPull")]
    [InlineData("CreateContainerConfigError")]
    [InlineData("CreateContainerError")]
    public void Build_FirstStartFailed_WaitsWithTheReason(string reason)
    {
        var status = Ready().Set("c0", c => c.Waits(reason, "x")).Build().Container();

        Assert.Equal(("waiting:" + reason, "-"), (status.State.Short(), status.LastState.Short()));
    }

    [Fact]
    public void Build_NextAttemptUnderWay_KeepsTheReason()
    {
        var status = Ready().Set("c0", c => c.Waits("ErrImagePull") with { Phase = ContainerPhase.PullingImage }).Build().Container();

        Assert.Equal("waiting:ErrImagePull", status.State.Short());
    }

    [Fact]
    public void Build_NotToBeRestarted_ExitStaysVisible()
    {
        var status = Ready("Never").Set("c0", c => c.Ends(1).Waits("RunContainerError")).Build().Container();

        Assert.Equal("terminated:1", status.State.Short());
    }

    [Fact]
    public void Build_DeletedPod_ExitStaysVisible()
    {
        var view = Deleted(Ready().Set("c0", c => c.Ends(1).Waits("CrashLoopBackOff")));

        Assert.Equal("terminated:1", view.Build().Container().State.Short());
    }

    [Fact]
    public void Build_RanAndIsGone_CountsOneRestartOnce()
    {
        var running = Ready().Set("c0", c => c.Runs());
        var before = running.Build();
        var lost = running.Set("c0", c => ContainerObservation.Apply(c, [], Statuses.Now));

        var first = lost.Build(before);
        var second = lost.Build(first);

        Assert.Equal("waiting:ContainerCreating", first.Container().State.Short());
        Assert.Equal("ContainerStatusUnknown", first.Container().LastState!.Terminated!.Reason);
        Assert.Equal(("terminated:137", 1), (first.Container().LastState.Short(), first.Container().RestartCount));
        Assert.Equal(first, second);
        Assert.Equal("Running", first.Phase);
    }

    [Fact]
    public void Build_WasRunningBeforeTheAgentStartedAndIsGone_CountsOneRestartOnce()
    {
        var api = Ready().Set("c0", c => c.Runs("1", 4)).Build();

        var first = Ready().Build(api);
        var second = Ready().Build(first);

        Assert.Equal(("terminated:137", 5), (first.Container().LastState.Short(), first.Container().RestartCount));
        Assert.Equal(5, second.Container().RestartCount);
    }

    [Fact]
    public void Build_DeletedAndGone_CountsNoRestart()
    {
        var api = Ready().Set("c0", c => c.Runs("1", 4)).Build();

        Assert.Equal(4, Deleted(Ready()).Build(api).Container().RestartCount);
    }

    [Fact]
    public void Build_TerminatedAndForgottenByTheRuntime_StatusIsKeptWhole()
    {
        var before = Ready("Never").Set("c0", c => c.Ends(0)).Build();

        Assert.Equal(before.Container(), Ready("Never").Build(before).Container());
    }

    [Fact]
    public void Build_InitContainerForgottenOnceInitialized_HasCompleted()
    {
        var status = Ready(init: 1).Set("c0", c => c.Runs()).Build().Container("init0");

        Assert.Equal(("terminated:0", true), (status.State.Short(), status.Ready));
        Assert.Equal("Completed", status.State!.Terminated!.Reason);
    }

    [Fact]
    public void Build_CountOfTheRuntimeFellBehind_NeverFalls()
    {
        var before = Ready().Set("c0", c => c.Ends(1, "1", 7)).Build();

        Assert.Equal(8, Ready().Set("c0", c => c.Runs("2", 0)).Build(before).Container().RestartCount);
    }

    [Fact]
    public void Build_UnknownAfterRunning_IsLost()
    {
        var before = Ready().Set("c0", c => c.Runs()).Build();
        var unknown = Ready().Set("c0", c => c with
        {
            Instance = c.Runs().Instance! with { State = ContainerInstanceState.Unknown },
        });

        Assert.Equal("terminated:137", unknown.Build(before).Container().State.Short());
        Assert.Equal("waiting:", unknown.Build().Container().State.Short());
    }

    [Fact]
    public void Build_LongTerminationMessages_ShareTheLimitOfThePod()
    {
        var status = Ready("Never", regular: 2).Set("c0", c => c.Ends(1) with
        {
            Instance = c.Ends(1).Instance! with { Message = new string('ä', 6000) },
        }).Build().Container();

        Assert.Equal(3072, status.State!.Terminated!.Message!.Length);
    }

    [Fact]
    public void Build_SeveralContainers_RegularByNameInitAsInTheSpec()
    {
        var pod = PodViews.Pod() with
        {
            Spec = new V1PodSpec
            {
                InitContainers = [new V1Container { Name = "z" }, new V1Container { Name = "a" }],
                Containers = [new V1Container { Name = "y" }, new V1Container { Name = "b" }],
            },
        };

        var status = PodViews.View(pod).Build();

        Assert.Equal(["z", "a"], status.InitContainerStatuses!.Select(s => s.Name));
        Assert.Equal(["b", "y"], status.ContainerStatuses!.Select(s => s.Name));
    }

    [Fact]
    public void Build_VolumeMounts_AreListedAsInTheSpec()
    {
        var pod = PodViews.Pod();
        pod = pod with
        {
            Spec = pod.Spec with
            {
                Containers =
                [
                    pod.Spec.Containers[0] with
                    {
                        VolumeMounts =
                        [
                            new V1VolumeMount { Name = "data", MountPath = "/data" },
                            new V1VolumeMount { Name = "conf", MountPath = "/conf", ReadOnly = true, RecursiveReadOnly = "Enabled" },
                        ],
                    },
                ],
            },
        };

        var mounts = PodViews.Running(pod).Build().Container().VolumeMounts!;

        Assert.Equal(["data::", "conf:True:Enabled"], mounts.Select(m => $"{m.Name}:{m.ReadOnly}:{m.RecursiveReadOnly}"));
    }

    private static PodView Ready(string restartPolicy = "Always", int init = 0, int regular = 1) =>
        PodViews.View(PodViews.Pod(restartPolicy, init, regular)) with { Sandboxes = [PodViews.Sandbox()] };

    private static PodView Deleted(PodView view) => view with
    {
        Pod = view.Pod! with { Metadata = view.Pod.Metadata with { DeletionTimestamp = Statuses.Now } },
    };
}
