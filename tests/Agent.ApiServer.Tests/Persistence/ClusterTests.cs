using System.Net;
using Agent.ApiServer.Hosting;
using Agent.Kubernetes.Api;
using Microsoft.Extensions.Logging.Abstractions;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Persistence;

public sealed class ClusterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agent-cluster-").FullName;

    [Fact]
    public async Task Start_WithStatePathGoesOnWhereItEnded()
    {
        string version;
        string authority;
        await using (var first = await Start())
        {
            var made = await first.Server.SendAsync(New(ConfigMaps, "default", """{"metadata":{"name":"kept"},"data":{"a":"1"}}"""), CancellationToken.None);
            version = Text(Tree(made), "metadata", "resourceVersion");
            authority = Line(first.Kubeconfig("u"), "certificate-authority-data");
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(StatePath));
        await using var second = await Start();
        var kept = Tree(await second.Server.SendAsync(ApiRequests.Get(ConfigMaps, "default", "kept"), CancellationToken.None));
        Assert.Equal((version, "1"), (Text(kept, "metadata", "resourceVersion"), Text(kept, "data", "a")));
        Assert.Equal(authority, Line(second.Kubeconfig("u"), "certificate-authority-data"));
    }

    [Fact]
    public async Task Start_DamagedStatePathIsSetAside()
    {
        await File.WriteAllTextAsync(StatePath, "{\"version\":");
        await using var cluster = await Start();

        Assert.True(File.Exists(StatePath + ".corrupt"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string StatePath => Path.Combine(_folder, "cluster.json");

    private static string Line(string text, string field) => text.Split('\n').Single(l => l.Contains(field, StringComparison.Ordinal));

    private Task<Cluster> Start() => Cluster.StartAsync(
        new ClusterOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), DataFile = StatePath }, NullLoggerFactory.Instance, CancellationToken.None);
}
