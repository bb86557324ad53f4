using Agent.Cri.Protocol;
using Grpc.Core;

namespace Agent.Cri.Tests.Fakes;

public class FakeRuntimeTests
{
    private readonly FakeRuntime _runtime = new(TimeProvider.System);

    [Fact]
    public void RemovePodSandbox_WithContainers_RemovesThemToo()
    {
        var (sandbox, _) = StartPod("a");
        StartPod("b");

        _runtime.RemovePodSandbox(new RemovePodSandboxRequest { PodSandboxId = sandbox });
        _runtime.RemovePodSandbox(new RemovePodSandboxRequest { PodSandboxId = sandbox });

        Assert.Equal("b", Assert.Single(_runtime.ListPodSandbox(new ListPodSandboxRequest()).Items).Metadata.Name);
        Assert.Single(_runtime.ListContainers(new ListContainersRequest()).Containers);
    }

    [Fact]
    public void StopContainer_OfARunningOne_ExitsItOnce()
    {
        var (_, container) = StartPod("a");

        _runtime.StopContainer(new StopContainerRequest { ContainerId = container, Timeout = 30 });
        _runtime.StopContainer(new StopContainerRequest { ContainerId = container });

        var status = _runtime.ContainerStatus(new ContainerStatusRequest { ContainerId = container }).Status;
        Assert.Equal((ContainerState.ContainerExited, 143), (status.State, status.ExitCode));
        Assert.True(status.FinishedAt >= status.StartedAt && status.StartedAt >= status.CreatedAt);
        Assert.Null(CriResponses.Fault(status));
    }

    [Fact]
    public void StartContainer_Twice_IsAnError()
    {
        var (_, container) = StartPod("a");

        Assert.Throws<RpcException>(() => _runtime.StartContainer(new StartContainerRequest { ContainerId = container }));
    }

    [Fact]
    public void Lists_WithFilters_HoldWhatMatchesAll()
    {
        var (sandbox, container) = StartPod("a");
        StartPod("b");
        _runtime.Exit(container, exitCode: 0);
        var exited = new ContainerStateValue { State = ContainerState.ContainerExited };
        var labels = new Dictionary<string, string> { ["app"] = "a" };

        Assert.Single(_runtime.ListContainers(
            new ListContainersRequest { Filter = new ContainerFilter { PodSandboxId = sandbox, State = exited } }).Containers);
        Assert.Empty(_runtime.ListContainers(
            new ListContainersRequest { Filter = new ContainerFilter { PodSandboxId = "b", State = exited } }).Containers);
        Assert.Equal(sandbox, Assert.Single(_runtime.ListPodSandbox(
            new ListPodSandboxRequest { Filter = new PodSandboxFilter { LabelSelector = { labels } } }).Items).Id);
    }

    [Theory]
    [InlineData("PodSandboxStatus")]
    [InlineData("ContainerStatus")]
    public void Status_OfWhatDoesNotExist_IsNotFound(string call)
    {
        var failure = Assert.Throws<RpcException>(() =>
        {
            _ = call == "ContainerStatus"
                ? (object)_runtime.ContainerStatus(new ContainerStatusRequest { ContainerId = "x" })
                : _runtime.PodSandboxStatus(new PodSandboxStatusRequest { PodSandboxId = "x" });
        });

        Assert.True(CriErrors.IsNotFound(failure));
    }

    [Fact]
    public void Images_PulledAndRemoved_AreListedInBetween()
    {
        var reference = new ImageSpec { Image = "registry.example/app:1" };

        var id = _runtime.PullImage(new PullImageRequest { Image = reference }).ImageRef;

        Assert.Equal(id, _runtime.ImageStatus(new ImageStatusRequest { Image = reference }).Image.Id);
        Assert.Equal(1_000_000UL, _runtime.ImageFsInfo(new ImageFsInfoRequest()).ImageFilesystems[0].UsedBytes.Value);
        _runtime.RemoveImage(new RemoveImageRequest { Image = new ImageSpec { Image = id } });
        Assert.Null(_runtime.ImageStatus(new ImageStatusRequest { Image = reference }).Image);
    }

    [Fact]
    public void RestorePod_FromACheckpoint_CreatesItsContainers()
    {
        var (sandbox, container) = StartPod("a");
        var config = new ContainerConfig { Metadata = new ContainerMetadata { Name = "main" }, Image = new ImageSpec() };
        var restore = new RestorePodRequest
        {
            CheckpointPath = "/ckpt",
            Config = new PodSandboxConfig(),
            ContainerConfigs = { config },
        };
        Assert.Throws<RpcException>(() => _runtime.RestorePod(restore));
        _runtime.CheckpointPod(
            new CheckpointPodRequest { PodSandboxId = sandbox, OutputPath = "/ckpt", ContainerIds = { container } });

        var restored = Assert.Single(_runtime.RestorePod(restore).RestoredContainers);

        var status = _runtime.ContainerStatus(new ContainerStatusRequest { ContainerId = restored.ContainerId }).Status;
        Assert.Equal(("main", ContainerState.ContainerCreated), (restored.Name, status.State));
    }

    private (string Sandbox, string Container) StartPod(string name)
    {
        var config = new PodSandboxConfig
        {
            Metadata = new PodSandboxMetadata { Name = name, Namespace = "default", Uid = name },
            Labels = { ["app"] = name },
        };
        var sandbox = _runtime.RunPodSandbox(new RunPodSandboxRequest { Config = config }).PodSandboxId;
        var container = _runtime.CreateContainer(new CreateContainerRequest
        {
            PodSandboxId = sandbox,
            SandboxConfig = config,
            Config = new ContainerConfig
            {
                Metadata = new ContainerMetadata { Name = "main" },
                Image = new ImageSpec { Image = "registry.example/app:1" },
            },
        }).ContainerId;
        _runtime.StartContainer(new StartContainerRequest { ContainerId = container });
        return (sandbox, container);
    }
}
