using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.StaticPods;

namespace Agent.EndToEnd.Tests.Probes;

/// <summary>The facts about probes and hooks, on the agent's embedded runtime.</summary>
public sealed class EmbeddedProbeTests(EmbeddedFixture embedded) : ProbeFacts, IClassFixture<EmbeddedFixture>
{
    private protected override Task<StaticPodLab> StartAsync() => StaticPodLab.StartAsync(embedded);
}
