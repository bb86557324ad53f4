using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Cri;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Images;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>What static pods can do only on a real container runtime: addresses, host ports, images, sandboxes with processes.</summary>
public sealed class ContainerdPodTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    [SkippableFact]
    public async Task Pod_BridgeNetwork_HasAnAddressThatAnswers()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        lab.Write(PodManifest.Of("web", LabImages.Web));

        await lab.Runtime.RunningAsync("web");
        var sandbox = await lab.Runtime.SandboxStatusAsync("web");

        Assert.StartsWith($"10.88.{containerd.Server.Network.Number}.", sandbox.Network.Ip, StringComparison.Ordinal);
        Assert.Equal([sandbox.Network.Ip], (await lab.ExplainedAsRunningAsync("web")).Ips);
        Assert.Equal("busybox\n", await HttpAsync($"http://{sandbox.Network.Ip}/"));
    }

    [SkippableFact]
    public async Task Pod_HostPort_AnswersOnTheHost()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        var port = LoopbackPorts.Free();
        lab.Write(PodManifest.Of("port", LabImages.Web).WithContainer(
            "ports", new JsonArray(new JsonObject { ["containerPort"] = 80, ["hostPort"] = port })));

        await lab.Runtime.RunningAsync("port");

        Assert.Equal("busybox\n", await HttpAsync($"http://{containerd.Server.Network.Gateway}:{port}/"));
        Assert.Contains($"{port}:80", (await lab.ExplainedAsRunningAsync("port")).Ports);
    }

    [SkippableFact]
    public async Task Image_Absent_IsExplainedAndTriedAgainUntilItIsThere()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        var late = new ImageBuilder("late").Cmd("sleep", "100000").Build();
        lab.Write(PodManifest.Of("late", late));
        lab.Write(lab.Sleeping("good"));

        await lab.Runtime.RunningAsync("good");
        var pod = await lab.ExplainedAsync(
            "late",
            p => p.Containers is [{ Reason: "ImagePullBackOff", NextTimer: not null }],
            "ImagePullBackOff with the next attempt");
        Assert.Contains("lab.test/late:1", pod.Containers[0].Message, StringComparison.Ordinal);

        await containerd.Server.ImportAsync([late]);
        await lab.Runtime.RunningAsync("late");
    }

    [SkippableFact]
    public async Task Image_AbsentAndPullPolicyNever_IsExplained()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        lab.Write(PodManifest.Of("never", "lab.test/absent:1").WithContainer("imagePullPolicy", "Never"));

        await lab.ExplainedAsync("never", p => p.Containers is [{ Reason: "ErrImageNeverPull" }], "ErrImageNeverPull");
    }

    [SkippableFact]
    public async Task Sandbox_ProcessKilled_PodGetsANewSandboxAndItsContainerAnotherAttempt()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        lab.Write(lab.Sleeping("sandbox"));
        await lab.Runtime.RunningAsync("sandbox");
        var before = (await lab.Runtime.SandboxesAsync("sandbox"))[0];

        Fixtures.Processes.Libc.Kill(await containerd.Server.FindProcessAsync(before.Id), Fixtures.Processes.Signal.Kill);

        await lab.Runtime.RunningAsync("sandbox", attempt: 1);
        var after = (await lab.Runtime.SandboxesAsync("sandbox"))[0];
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal(before.Metadata.Uid, after.Metadata.Uid);
        Assert.Equal(before.Metadata.Attempt + 1, after.Metadata.Attempt);
    }

    [SkippableFact]
    public async Task Runtime_HasAPodThatNobodyWants_IsRemoved()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        lab.Write(lab.Sleeping("wanted"));
        var wanted = await lab.Runtime.RunningAsync("wanted");
        using var client = containerd.Client();
        var orphan = await CriPod.RunAsync(client, containerd.Lab, config =>
        {
            config.Metadata.Name = RuntimeView.PodName("orphan");
            config.Labels["io.kubernetes.pod.name"] = config.Metadata.Name;
            config.Labels["io.kubernetes.pod.namespace"] = config.Metadata.Namespace;
            config.Labels["io.kubernetes.pod.uid"] = config.Metadata.Uid;
        });
        await orphan.StartAsync(LabImages.Busybox.Reference, configure: config =>
        {
            config.Command.Add(["sleep", "100000"]);
            config.Labels.Add(orphan.Config.Labels);
            config.Labels["io.kubernetes.container.name"] = "main";
        });

        await lab.Runtime.GoneAsync("orphan");
        Assert.True(await lab.Runtime.IsRunningAsync(wanted.Id));
    }

    private static Task<string> HttpAsync(string address) => Eventually.ValueAsync(
        async () =>
        {
            using var http = new HttpClient();
            try
            {
                return await http.GetStringAsync(address);
            }
            catch (HttpRequestException)
            {
                return null;
            }
        },
        $"{address} answers");
}
