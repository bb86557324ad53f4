using System.Text;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Client;
using Agent.Kubernetes.Kubeconfig;
using Microsoft.AspNetCore.Http;

namespace Agent.Kubernetes.Tests.Client;

public sealed class TlsTests : IDisposable
{
    private static readonly ApiRequest GetPod = ApiRequests.Get(KubernetesResources.Pods, "default", "web");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Send_ServerOfAnotherAuthority_SaysWhose()
    {
        var other = TestAuthority.Create("other-ca");
        await using var server = await TestApiServer.StartAsync(Subject, other.Server());

        Assert.Contains("is from an unknown authority (CN=other-ca)", await FailureAsync(server.Access), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ExpiredCertificate_SaysWhen()
    {
        await using var server = await TestApiServer.StartAsync(Subject, TestApiServer.Authority.Server(end: DateTimeOffset.UtcNow.AddDays(-1)));

        Assert.Contains("is out of date", await FailureAsync(server.Access), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_CertificateForAnotherName_SaysForWhich()
    {
        await using var server = await TestApiServer.StartAsync(Subject, TestApiServer.Authority.Server("kubernetes.default"));

        Assert.Contains("is for kubernetes.default, not for", await FailureAsync(server.Access), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TlsServerName_IsTheNameTheCertificateMustHave()
    {
        await using var server = await TestApiServer.StartAsync(Subject, TestApiServer.Authority.Server("kubernetes.default"));

        Assert.Equal("nobody", await AnswerAsync(server.Access with { TlsServerName = "kubernetes.default" }));
    }

    [Fact]
    public async Task Send_InsecureSkipTlsVerify_TakesAnyCertificate()
    {
        await using var server = await TestApiServer.StartAsync(Subject, TestAuthority.Create("other-ca").Server("elsewhere"));

        Assert.Equal("nobody", await AnswerAsync(server.Access with { InsecureSkipTlsVerify = true, CertificateAuthority = null }));
    }

    [Fact]
    public async Task Send_AuthorityThatAnotherSigned_IsTrusted()
    {
        var middle = TestApiServer.Authority.CreateIntermediate("middle-ca");
        await using var server = await TestApiServer.StartAsync(Subject, middle.Server());
        var access = server.Access with { CertificateAuthority = Pem(middle.Pem) };

        Assert.Equal("nobody", await AnswerAsync(access));
    }

    [Fact]
    public async Task Send_AnotherAuthorityOfTheSameName_IsNotTrusted()
    {
        var middle = TestApiServer.Authority.CreateIntermediate("middle-ca");
        var pretender = TestApiServer.Authority.CreateIntermediate("middle-ca");
        await using var server = await TestApiServer.StartAsync(Subject, pretender.Server());

        Assert.Contains("certificate", await FailureAsync(server.Access with { CertificateAuthority = Pem(middle.Pem) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ClientCertificate_IsShown()
    {
        await using var server = await TestApiServer.StartAsync(Subject);
        var (certificate, key) = TestApiServer.Authority.Client("system:node:n1");

        Assert.Equal("CN=system:node:n1", await AnswerAsync(server.Access with { ClientCertificate = Pem(certificate), ClientKey = Pem(key) }));
    }

    [Fact]
    public async Task Send_ClientCertificateFileReplaced_NewConnectionsUseIt()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        var notices = new List<string>();
        await using var server = await TestApiServer.StartAsync(Subject);

        // One file for both, as the kubelet keeps it.
        var file = _folder.Write("client.pem", Both(TestApiServer.Authority.Client("one")));
        using var client = new HttpApiServer(
            server.Access with { ClientCertificate = new PemSource("c", file, default), ClientKey = new PemSource("k", file, default) },
            new HttpApiServerOptions { Time = time, Notice = notices.Add });
        Assert.Equal("CN=one", await AnswerAsync(client));

        _folder.Write("client.pem", Both(TestApiServer.Authority.Client("two")));
        Assert.Equal("CN=one", await AnswerAsync(client));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("CN=two", await AnswerAsync(client));

        // Half written: what works stays, and is said once.
        _folder.Write("client.pem", TestApiServer.Authority.Client("three").Certificate);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("CN=two", await AnswerAsync(client));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("CN=two", await AnswerAsync(client));
        Assert.Contains(file, Assert.Single(notices), StringComparison.Ordinal);

        _folder.Write("client.pem", Both(TestApiServer.Authority.Client("four")));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("CN=four", await AnswerAsync(client));
    }

    [Fact]
    public async Task Watch_ClientCertificateFileReplaced_GoesOn()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await TestApiServer.StartAsync(async context =>
        {
            await context.Response.Body.FlushAsync();
            await (context.Request.Query.ContainsKey("watch") ? go.Task : Task.CompletedTask);
            await context.Response.WriteAsync("""{"type":"ADDED","object":{}}""");
        });
        var file = _folder.Write("client.pem", Both(TestApiServer.Authority.Client("one")));
        using var client = new HttpApiServer(
            server.Access with { ClientCertificate = new PemSource("c", file, default), ClientKey = new PemSource("k", file, default) },
            new HttpApiServerOptions { Time = time });
        using var watch = (await client.WatchAsync(
            ApiRequests.Watch(ApiRequests.List(KubernetesResources.Pods), "1", TimeSpan.FromMinutes(5)), CancellationToken.None)).Watch!;

        _folder.Write("client.pem", Both(TestApiServer.Authority.Client("two")));
        time.Advance(TimeSpan.FromSeconds(10));
        await client.SendAsync(GetPod, CancellationToken.None);
        go.SetResult();

        Assert.Single(await watch.NextAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("nothing", "no certificate is in it")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "a certificate cannot be read")]
    public void Create_BadAuthority_SaysSo(string pem, string why)
    {
        var access = TestApiServer.AccessTo(1) with { CertificateAuthority = new PemSource("/k: clusters[c].cluster.certificate-authority-data", null, Encoding.UTF8.GetBytes(pem)) };

        var e = Assert.Throws<KubeconfigException>(() => new HttpApiServer(access, new HttpApiServerOptions()));

        Assert.StartsWith("/k: clusters[c].cluster.certificate-authority-data: " + why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_KeyOfAnotherCertificate_SaysSoWithoutTheKey()
    {
        var (certificate, key) = (TestApiServer.Authority.Client("a").Certificate, TestApiServer.Authority.Client("b").Key);
        var access = TestApiServer.AccessTo(1) with { ClientCertificate = Pem(certificate), ClientKey = new PemSource("/k: users[u].user.client-key-data", null, Encoding.UTF8.GetBytes(key)) };

        var e = Assert.Throws<KubeconfigException>(() => new HttpApiServer(access, new HttpApiServerOptions()));

        Assert.StartsWith("/k: users[u].user.client-key-data: no key of the client certificate", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Split('\n')[1], e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_MissingFile_NamesIt()
    {
        var access = TestApiServer.AccessTo(1) with { CertificateAuthority = new PemSource("/k: f", "/no/such/ca.crt", default) };

        var e = Assert.Throws<KubeconfigException>(() => new HttpApiServer(access, new HttpApiServerOptions()));

        Assert.StartsWith("/k: f (/no/such/ca.crt): cannot be read", e.Message, StringComparison.Ordinal);
    }

    private static Task Subject(HttpContext context) => context.Response.WriteAsync(context.Connection.ClientCertificate?.Subject ?? "nobody");

    private static string Both((string Certificate, string Key) pair) => pair.Certificate + "\n" + pair.Key + "\n";

    private static PemSource Pem(string text) => new("data", null, Encoding.UTF8.GetBytes(text));

    private static async Task<string> AnswerAsync(ApiAccess access)
    {
        using var client = new HttpApiServer(access, new HttpApiServerOptions());
        return await AnswerAsync(client);
    }

    private static async Task<string> AnswerAsync(HttpApiServer client) =>
        Encoding.UTF8.GetString((await client.SendAsync(GetPod, CancellationToken.None)).Body.Span);

    private static async Task<string> FailureAsync(ApiAccess access)
    {
        using var client = new HttpApiServer(access, new HttpApiServerOptions());
        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => client.SendAsync(GetPod, CancellationToken.None));
        Assert.False(e.RequestSent);
        return e.Message;
    }
}
