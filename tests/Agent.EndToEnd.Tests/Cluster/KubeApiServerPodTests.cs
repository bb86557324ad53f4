using Agent.EndToEnd.Tests.Fixtures.Cluster;
using Xunit.Abstractions;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>On the real kube-apiserver, with its controllers and scheduler.</summary>
public sealed class KubeApiServerPodTests(KubeApiServerFixture cluster, ITestOutputHelper output)
    : ClusterPodTests(cluster, output), IClassFixture<KubeApiServerFixture>;
