using System.Text;
using System.Text.Json.Nodes;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Client;
using Agent.Kubernetes.Kubeconfig;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Http;

/// <summary>The agent's own client against the server's front.</summary>
public sealed class RealClientTests(HttpFixture server) : IClassFixture<HttpFixture>
{
    [Fact]
    public async Task Client_CreateListPatchDelete_AnswersAsInProcess()
    {
        using var client = Client();
        var made = await client.SendAsync(New(ConfigMaps, "default", """{"metadata":{"name":"client"},"data":{"a":"1"}}"""), CancellationToken.None);
        Assert.Equal(201, made.StatusCode);
        var patched = await client.SendAsync(
            Patch(ConfigMaps, "default", "client", """{"data":{"b":"2"}}""", ApiContentTypes.MergePatch), CancellationToken.None);
        Assert.Equal("""{"a":"1","b":"2"}""", Tree(patched)["data"]!.ToJsonString());
        var list = await client.SendAsync(ApiRequests.List(ConfigMaps, "default", "metadata.name=client"), CancellationToken.None);
        Assert.Single(Tree(list)["items"]!.AsArray());
        Assert.Equal(200, (await client.SendAsync(ApiRequests.Delete(ConfigMaps, "default", "client"), CancellationToken.None)).StatusCode);
        var gone = await client.SendAsync(ApiRequests.Get(ConfigMaps, "default", "client"), CancellationToken.None);
        Assert.Equal((404, "NotFound"), (gone.StatusCode, Text(Tree(gone), "reason")));
    }

    [Fact]
    public async Task Client_Watch_GetsChangesAndEnds()
    {
        using var client = Client();
        var list = ApiRequests.List(Secrets, "default");
        var version = Text(Tree(await client.SendAsync(list, CancellationToken.None)), "metadata", "resourceVersion");
        var opened = await client.WatchAsync(ApiRequests.Watch(list, version, TimeSpan.FromSeconds(3)), CancellationToken.None);
        using var watch = opened.Watch!;
        await client.SendAsync(New(Secrets, "default", """{"metadata":{"name":"watched"}}"""), CancellationToken.None);

        var frame = Assert.Single(await watch.NextAsync(CancellationToken.None));
        Assert.Equal((WatchEventKind.Added, "watched"), (frame.Kind, Text((JsonObject)JsonNode.Parse(frame.Object.Span)!, "metadata", "name")));
        Assert.Empty(await watch.NextAsync(CancellationToken.None));
    }

    private HttpApiServer Client() => new(
        new ApiAccess
        {
            Origin = "test",
            Server = server.Address,
            Token = HttpFixture.Token,
            CertificateAuthority = new PemSource("certificate-authority-data", null, Encoding.ASCII.GetBytes(server.Authority.CertificatePem)),
        },
        new HttpApiServerOptions());
}
