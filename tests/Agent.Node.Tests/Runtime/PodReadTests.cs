using Agent.Cri.Protocol;
using Agent.Node.Runtime;
using Agent.Node.WellKnown;
using Grpc.Core;

namespace Agent.Node.Tests.Runtime;

public sealed class PodReadTests
{
    [Fact]
    public void Take_ListsThenStatuses_GivesThePod()
    {
        var read = new PodRead("u1", 7);
        var lists = read.Begin();
        var sandboxes = read.Take(lists[0], Reply(CriMethod.ListPodSandbox, new ListPodSandboxResponse { Items = { new PodSandbox { Id = "s1" } } }));
        var containers = read.Take(
            lists[1], Reply(CriMethod.ListContainers, new ListContainersResponse { Containers = { new Container { Id = "c1", PodSandboxId = "s1" } } }));
        Assert.False(read.IsComplete);

        read.Take(Assert.Single(sandboxes), Reply(CriMethod.PodSandboxStatus, new PodSandboxStatusResponse { Status = Sandbox() }));
        read.Take(Assert.Single(containers), Reply(CriMethod.ContainerStatus, new ContainerStatusResponse { Status = Container() }));

        Assert.True(read.IsComplete);
        Assert.Null(read.Failure);
        var pod = read.Result;
        Assert.Equal(("u1", "web", "default", 7L), (pod.Uid, pod.Name, pod.Namespace, pod.ReadAt));
        Assert.Equal("s1", Assert.Single(pod.Sandboxes).Id);
        Assert.Equal(("main", "s1", 2), Assert.Single(pod.Containers) is var c ? (c.Name, c.SandboxId, c.RestartCount) : default);
    }

    [Fact]
    public void Take_StatusNotFound_CountsAsGone()
    {
        var read = new PodRead("u1", 0);
        var lists = read.Begin();
        var statuses = read.Take(lists[0], Reply(CriMethod.ListPodSandbox, new ListPodSandboxResponse { Items = { new PodSandbox { Id = "s1" } } }));
        read.Take(lists[1], Reply(CriMethod.ListContainers, new ListContainersResponse()));
        read.Take(statuses[0], new CriReply(default, CriMethod.PodSandboxStatus, null, new CriFailure(StatusCode.NotFound, "")));

        Assert.True(read.IsComplete);
        Assert.Null(read.Failure);
        Assert.Empty(read.Result.Sandboxes);
    }

    [Fact]
    public void Take_OneCallFails_FailsTheReading()
    {
        var read = new PodRead("u1", 0);
        var lists = read.Begin();
        read.Take(lists[0], new CriReply(default, CriMethod.ListPodSandbox, null, new CriFailure(StatusCode.Unavailable, "gone")));
        read.Take(lists[1], Reply(CriMethod.ListContainers, new ListContainersResponse()));

        Assert.True(read.IsComplete);
        Assert.Equal("gone", read.Failure?.Message);
    }

    [Fact]
    public void Take_StatusWithoutRequiredFields_FailsTheReading()
    {
        var read = new PodRead("u1", 0);
        var lists = read.Begin();
        var statuses = read.Take(lists[0], Reply(CriMethod.ListPodSandbox, new ListPodSandboxResponse { Items = { new PodSandbox { Id = "s1" } } }));
        read.Take(lists[1], Reply(CriMethod.ListContainers, new ListContainersResponse()));
        read.Take(statuses[0], Reply(CriMethod.PodSandboxStatus, new PodSandboxStatusResponse { Status = new PodSandboxStatus { Id = "s1" } }));

        Assert.NotNull(read.Failure);
    }

    private static CriReply Reply(CriMethod method, Google.Protobuf.IMessage response) => new(default, method, response, null);

    private static PodSandboxStatus Sandbox() => new()
    {
        Id = "s1",
        CreatedAt = 1,
        Metadata = new PodSandboxMetadata { Name = "web", Namespace = "default", Uid = "u1" },
        Network = new PodSandboxNetworkStatus { Ip = "10.0.0.2" },
    };

    private static ContainerStatus Container() => new()
    {
        Id = "c1",
        CreatedAt = 1,
        Metadata = new ContainerMetadata { Name = "main" },
        Image = new ImageSpec { Image = "busybox" },
        ImageRef = "sha256:1",
        Labels = { [CriLabels.ContainerName] = "main" },
        Annotations = { [CriAnnotations.RestartCount] = "2" },
    };
}
