using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>The facts about static pods, on the agent's embedded runtime.</summary>
public sealed class EmbeddedFactTests(EmbeddedFixture embedded) : StaticPodFacts, IClassFixture<EmbeddedFixture>
{
    private protected override Task<StaticPodLab> StartAsync(string configuration = "") =>
        StaticPodLab.StartAsync(embedded, configuration);
}
