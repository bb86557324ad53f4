namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>A cluster whose control plane is <c>agent apiserver</c>.</summary>
public sealed class InMemoryApiServerFixture : ClusterFixture
{
    private protected override IReadOnlyList<string> Missing() => Prerequisites.MissingForSmallCluster();

    private protected override async Task<IControlPlane> StartControlPlaneAsync(LabDirectory lab) =>
        await InMemoryControlPlane.StartAsync(lab);
}
