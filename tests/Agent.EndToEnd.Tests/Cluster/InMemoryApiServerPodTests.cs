using Agent.EndToEnd.Tests.Fixtures.Cluster;
using Xunit.Abstractions;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>On <c>agent apiserver</c>.</summary>
public sealed class InMemoryApiServerPodTests(InMemoryApiServerFixture cluster, ITestOutputHelper output)
    : ClusterPodTests(cluster, output), IClassFixture<InMemoryApiServerFixture>;
