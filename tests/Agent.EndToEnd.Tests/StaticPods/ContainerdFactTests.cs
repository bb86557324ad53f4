using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>The facts about static pods, on containerd.</summary>
public sealed class ContainerdFactTests(ContainerdFixture containerd) : StaticPodFacts, IClassFixture<ContainerdFixture>
{
    private protected override Task<StaticPodLab> StartAsync(string configuration = "") =>
        StaticPodLab.StartAsync(containerd, configuration);
}
