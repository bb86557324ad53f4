using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>One shim hangs: one bad pod costs one pod.</summary>
public sealed class HungShimTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    [SkippableFact]
    public async Task Shim_OfOnePodHangs_OthersStartStopAndRestart()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        foreach (var name in new[] { "hangs", "stops", "restarts" })
        {
            lab.Write(lab.Sleeping(name));
        }

        await lab.Runtime.RunningAsync("hangs");
        await lab.Runtime.RunningAsync("stops");
        var restarts = await lab.Runtime.RunningAsync("restarts");
        var shim = containerd.Server.FindShim((await lab.Runtime.SandboxesAsync("hangs"))[0].Id);
        await shim.SuspendAsync();
        lab.Manifests.Delete("hangs");
        await lab.ExplainedAsync("hangs", p => p.WaitingFor.Contains("StopContainer", StringComparison.Ordinal), "waits for StopContainer");

        lab.Write(lab.Sleeping("starts"));
        lab.Manifests.Delete("stops");
        await lab.KillProcessAsync(restarts.Id);

        await lab.Runtime.RunningAsync("starts");
        await lab.Runtime.GoneAsync("stops");
        await lab.Runtime.RunningAsync("restarts", attempt: 1);
        Assert.True((await lab.Agent.ExplainAsync()).Runtime.RuntimeReady);
        Assert.NotEmpty(await lab.Runtime.SandboxesAsync("hangs"));

        shim.Resume();
        await lab.Runtime.GoneAsync("hangs");
    }

    [SkippableFact]
    public async Task Shims_OfManyPodsHang_AnotherPodStillStarts()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        string[] names = [.. Enumerable.Range(0, 8).Select(i => $"hangs-{i}")];
        foreach (var name in names)
        {
            lab.Write(lab.Sleeping(name));
        }

        List<Fixtures.Containerd.Shim> shims = [];
        foreach (var name in names)
        {
            await lab.Runtime.RunningAsync(name);
            var shim = containerd.Server.FindShim((await lab.Runtime.SandboxesAsync(name))[0].Id);
            shims.Add(shim);
            await shim.SuspendAsync();
        }

        // More hanging stops than the agent makes start-class calls at once.
        foreach (var name in names)
        {
            lab.Manifests.Delete(name);
        }

        lab.Write(lab.Sleeping("starts"));
        await lab.Runtime.RunningAsync("starts");

        shims.ForEach(shim => shim.Resume());
        foreach (var name in names)
        {
            await lab.Runtime.GoneAsync(name);
        }
    }
}
