using Agent.Cri.Protocol;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

public class InformationTests
{
    [Fact]
    public async Task VersionStatusAndConfig_OfTheRuntime_AreComplete()
    {
        await using var runtime = await RuntimeHarness.StartAsync(Privilege.Own, "--pod-ip", "10.1.2.3", "--pod-ip", "fd00::3");
        var version = await runtime.Client.VersionAsync(new VersionRequest(), CancellationToken.None);
        var status = await runtime.Client.StatusAsync(new StatusRequest { Verbose = true }, CancellationToken.None);
        var config = await runtime.Client.RuntimeConfigAsync(new RuntimeConfigRequest(), CancellationToken.None);
        var fs = await runtime.Client.ImageFsInfoAsync(new ImageFsInfoRequest(), CancellationToken.None);
        var sandbox = await runtime.RunPodAsync();
        var pod = (await runtime.Client.PodSandboxStatusAsync(new PodSandboxStatusRequest { PodSandboxId = sandbox }, CancellationToken.None)).Status;

        Assert.Equal(("0.1.0", "embedded", "v1"), (version.Version, version.RuntimeName, version.RuntimeApiVersion));
        Assert.NotEmpty(version.RuntimeVersion);
        Assert.Equal([("RuntimeReady", true), ("NetworkReady", true)], status.Status.Conditions.Select(condition => (condition.Type, condition.Status)));
        Assert.Equal(runtime.Root, status.Info["root"]);
        Assert.Equal(CgroupDriver.Cgroupfs, config.Linux.CgroupDriver);
        Assert.Equal(runtime.Root, Assert.Single(fs.ImageFilesystems).FsId.Mountpoint);
        Assert.Equal("10.1.2.3", pod.Network.Ip);
        Assert.Equal("fd00::3", Assert.Single(pod.Network.AdditionalIps).Ip);
        Assert.Equal("pod", pod.Labels["app"]);
    }

    [Fact]
    public async Task HostNetworkPod_Status_HasNoAddressOfItsOwn()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync("pod", config => config.Linux.SecurityContext = new LinuxSandboxSecurityContext
        {
            NamespaceOptions = new NamespaceOption { Network = NamespaceMode.Node },
        });
        var pod = (await runtime.Client.PodSandboxStatusAsync(new PodSandboxStatusRequest { PodSandboxId = sandbox }, CancellationToken.None)).Status;

        Assert.Equal("", pod.Network.Ip);
        Assert.Equal(NamespaceMode.Node, pod.Linux.Namespaces.Options.Network);
    }

    [Fact]
    public async Task Images_TheTwoAndNoOther_AreThere()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var list = await runtime.Client.ListImagesAsync(new ListImagesRequest(), CancellationToken.None);
        var pulled = await runtime.Client.PullImageAsync(Pull("agent.local/testserver:v1.2"), CancellationToken.None);
        var known = await runtime.Client.ImageStatusAsync(Ask("agent.local/testserver:v1.2"), CancellationToken.None);
        var unknown = await runtime.Client.ImageStatusAsync(Ask("nginx:latest"), CancellationToken.None);
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.Client.PullImageAsync(Pull("nginx:latest"), CancellationToken.None));
        var sandbox = await runtime.RunPodAsync();
        var create = await Assert.ThrowsAsync<RpcException>(
            () => runtime.CreateAsync(sandbox, "main", config => config.Image = new ImageSpec { Image = "nginx:latest" }));
        var remove = await Assert.ThrowsAsync<RpcException>(() => runtime.Client.RemoveImageAsync(
            new RemoveImageRequest { Image = new ImageSpec { Image = "agent.local/host" } }, CancellationToken.None));
        await runtime.Client.RemoveImageAsync(new RemoveImageRequest { Image = new ImageSpec { Image = "nginx" } }, CancellationToken.None);

        Assert.Equal(["agent.local/testserver:latest", "agent.local/host:latest"], list.Images.Select(image => image.RepoTags[0]));
        Assert.Equal(known.Image.Id, pulled.ImageRef);
        Assert.Null(unknown.Image);
        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.All([error, create], failure =>
        {
            Assert.Contains("nginx:latest", failure.Status.Detail, StringComparison.Ordinal);
            Assert.Contains("agent.local/testserver", failure.Status.Detail, StringComparison.Ordinal);
            Assert.Contains("agent.local/host", failure.Status.Detail, StringComparison.Ordinal);
        });
        Assert.Equal(StatusCode.FailedPrecondition, remove.StatusCode);
    }

    [Fact]
    public async Task Streaming_OfEachKind_IsUnimplementedAndSaysSo()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        RpcException[] errors =
        [
            await Assert.ThrowsAsync<RpcException>(() => runtime.Client.ExecAsync(new ExecRequest(), CancellationToken.None)),
            await Assert.ThrowsAsync<RpcException>(() => runtime.Client.AttachAsync(new AttachRequest(), CancellationToken.None)),
            await Assert.ThrowsAsync<RpcException>(() => runtime.Client.PortForwardAsync(new PortForwardRequest(), CancellationToken.None)),
        ];

        Assert.All(errors, error => Assert.Equal(StatusCode.Unimplemented, error.StatusCode));
        Assert.All(errors, error => Assert.Contains("not offered by the embedded runtime", error.Status.Detail, StringComparison.Ordinal));
    }

    private static PullImageRequest Pull(string image) => new() { Image = new ImageSpec { Image = image } };

    private static ImageStatusRequest Ask(string image) => new() { Image = new ImageSpec { Image = image } };
}
