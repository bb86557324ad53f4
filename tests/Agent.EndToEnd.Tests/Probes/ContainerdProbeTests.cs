using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Agent.EndToEnd.Tests.StaticPods;

namespace Agent.EndToEnd.Tests.Probes;

/// <summary>The facts about probes and hooks, on containerd.</summary>
public sealed class ContainerdProbeTests(ContainerdFixture containerd) : ProbeFacts, IClassFixture<ContainerdFixture>
{
    [SkippableFact]
    public async Task Probe_PodNetwork_GoesToThePodsAddressByTheNameOfThePort()
    {
        await using var lab = await StartAsync();
        var probe = new JsonObject { ["httpGet"] = new JsonObject { ["port"] = "web", ["path"] = "/" }, ["periodSeconds"] = 1 };
        var missing = new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = 81 }, ["periodSeconds"] = 1 };
        foreach (var (name, readiness) in new[] { ("served", probe), ("unserved", missing) })
        {
            lab.Write(PodManifest.Of(name, LabImages.Web)
                .WithContainer("ports", new JsonArray(new JsonObject { ["name"] = "web", ["containerPort"] = 80 }))
                .WithContainer("readinessProbe", readiness));
        }

        await lab.ExplainedAsync("served", p => p.Ready == "1/1", "ready");
        var pod = await lab.ExplainedAsync("unserved", p => p.WaitingFor.Contains("connection refused", StringComparison.Ordinal), "says why it is not ready");

        Assert.Equal("0/1", pod.Ready);
        Assert.Contains(pod.Ips[0] + ":81", pod.WaitingFor, StringComparison.Ordinal);
    }

    private protected override Task<StaticPodLab> StartAsync() => StaticPodLab.StartAsync(containerd);
}
