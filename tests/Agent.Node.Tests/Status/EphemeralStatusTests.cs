using Agent.Kubernetes;
using Agent.Node.Pods;
using Agent.Node.Tests.Pods;

namespace Agent.Node.Tests.Status;

public sealed class EphemeralStatusTests
{
    [Fact]
    public void Build_EphemeralContainers_AreSortedAndTouchNeitherPhaseNorReady()
    {
        var pod = PodViews.Pod();
        pod = pod with
        {
            Spec = pod.Spec with
            {
                EphemeralContainers = [new V1EphemeralContainer { Name = "z", Image = "busybox:1" }, new V1EphemeralContainer { Name = "a", Image = "busybox:1" }],
            },
        };
        var view = PodViews.View(pod) with { Sandboxes = [PodViews.Sandbox()] };
        var status = view.Set("c0", c => c.Runs()).Set("z", c => c.Runs("2")).Build();

        Assert.Equal(["a", "z"], status.EphemeralContainerStatuses!.Select(s => s.Name));
        Assert.Equal(["waiting:ContainerCreating", "running"], status.EphemeralContainerStatuses!.Select(s => s.State.Short()));
        Assert.All(status.EphemeralContainerStatuses!, s => Assert.True(s is { Ready: false, Started: null }));
        Assert.Equal(("Running", "True"), (status.Phase, status.Condition("Ready").Status));
        Assert.Equal("c0", Assert.Single(status.ContainerStatuses!).Name);
        Assert.Null(status.InitContainerStatuses);
    }

    [Fact]
    public void AsContainer_KeepsWhatARunNeeds()
    {
        var pod = new V1Pod
        {
            Spec = new V1PodSpec
            {
                EphemeralContainers = [new V1EphemeralContainer { Name = "d", Image = "i", Command = ["sh"], Tty = true, Stdin = true, TargetContainerName = "c0" }],
            },
        };

        var container = EphemeralContainers.Find(pod, "d")!;
        Assert.Equal(("d", "i", "sh", true, true), (container.Name, container.Image, container.Command![0], container.Tty, container.Stdin));
        Assert.Equal("c0", EphemeralContainers.TargetOf(pod, "d"));
    }
}
