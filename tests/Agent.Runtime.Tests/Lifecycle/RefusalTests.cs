using System.Diagnostics;
using Agent.Cri.Protocol;
using Agent.Runtime.Cgroups;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

/// <summary>What the runtime refuses, and what it must not be slowed down by.</summary>
public class RefusalTests
{
    [Fact]
    public async Task RunPodSandbox_Sysctls_AreRefusedByName()
    {
        await using var runtime = await RuntimeHarness.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.RunPodAsync(
            "pod", config => config.Linux.Sysctls["net.core.somaxconn"] = "1024"));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains("net.core.somaxconn", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListImages_BuiltIn_AreAsLargeAsTheAgent()
    {
        await using var runtime = await RuntimeHarness.StartAsync();

        var images = await runtime.Client.ListImagesAsync(new ListImagesRequest(), CancellationToken.None);

        Assert.All(images.Images, image => Assert.True(image.Size > 10_000));
    }

    [SkippableFact]
    public async Task StartContainer_TightCpuQuota_IsSetAndDoesNotSlowTheStart()
    {
        Skip.If(CgroupHost.Detect(new CgroupParents("/nonexistent")) is null, "there are no cgroups this test may use");
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var begun = Stopwatch.GetTimestamp();

        var id = await runtime.StartShellAsync(sandbox, "main", "exec sleep 1000", config => config.Linux = new LinuxContainerConfig
        {
            Resources = new LinuxContainerResources { CpuPeriod = 100_000, CpuQuota = 1000 },
        });

        // The shim needs some 100 ms of CPU: with 1 % of one that would be 10 s.
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 5);
        Assert.Equal(1000, (await runtime.StatusAsync(id)).Resources.Linux.CpuQuota);
    }
}
