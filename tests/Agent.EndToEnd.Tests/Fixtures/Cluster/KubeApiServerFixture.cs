namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>A cluster whose control plane is the real one.</summary>
public sealed class KubeApiServerFixture : ClusterFixture
{
    private protected override IReadOnlyList<string> Missing() => Prerequisites.MissingForCluster();

    private protected override async Task<IControlPlane> StartControlPlaneAsync(LabDirectory lab) =>
        await Cluster.ControlPlane.StartAsync(lab);
}
