using System.Text;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Client;
using Agent.Kubernetes.Kubeconfig;
using Microsoft.AspNetCore.Http;

namespace Agent.Kubernetes.Tests.Client;

public sealed class CredentialTests : IDisposable
{
    private static readonly ApiRequest GetPod = ApiRequests.Get(KubernetesResources.Pods, "default", "web");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly List<string> _notices = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Send_UserAndPassword_IsBasicAuthentication()
    {
        await using var server = await TestApiServer.StartAsync(Authorization);
        using var client = Client(server.Access with { Username = "me", Password = "p:w" });

        Assert.Equal("Basic " + Convert.ToBase64String("me:p:w"u8), await AnswerAsync(client));
    }

    [Fact]
    public async Task Send_TokenFile_IsReadAgainAfterAMinute()
    {
        await using var server = await TestApiServer.StartAsync(Authorization);
        var file = _folder.Write("token", "one\n");
        using var client = Client(server.Access with { TokenFile = file, Token = "other" });
        Assert.Equal("Bearer one", await AnswerAsync(client));

        _folder.Write("token", "two");
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("Bearer one", await AnswerAsync(client));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Bearer two", await AnswerAsync(client));

        File.Delete(file);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Bearer two", await AnswerAsync(client));
        Assert.Contains(file, Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TokenRefused_IsReadAgainAtOnce()
    {
        await using var server = await TestApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer two" ? 200 : 401;
            return Task.CompletedTask;
        });
        var file = _folder.Write("token", "one");
        using var client = Client(server.Access with { TokenFile = file });
        _folder.Write("token", "two");

        Assert.Equal(401, (await client.SendAsync(GetPod, CancellationToken.None)).StatusCode);
        Assert.Equal(200, (await client.SendAsync(GetPod, CancellationToken.None)).StatusCode);
    }

    [Fact]
    public void Create_NoTokenInItsFile_SaysSo()
    {
        var file = _folder.Write("token", " \n");

        var e = Assert.Throws<KubeconfigException>(() => Client(TestApiServer.AccessTo(1) with { TokenFile = file }));

        Assert.Equal($"{file}: is empty; a token is expected", e.Message);
    }

    [Fact]
    public async Task Send_Fails_NamesNoToken()
    {
        using var client = Client(TestApiServer.AccessTo(1) with { Token = "hunter2" });

        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => client.SendAsync(GetPod, CancellationToken.None));

        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_Plugin_RunsOnceUntilItsTokenExpires()
    {
        await using var server = await TestApiServer.StartAsync(Authorization);
        using var client = Client(server.Access with { Exec = Counting("2026-01-31T12:10:00Z") });

        Assert.Equal(["Bearer t1 x y"], (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AnswerAsync(client)))).Distinct());
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("Bearer t1 x y", await AnswerAsync(client));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Bearer t2 x y", await AnswerAsync(client));
    }

    [Fact]
    public async Task Send_PluginsTokenRefused_RunsItAgain()
    {
        await using var server = await TestApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer t2 x y" ? 200 : 401;
            return Task.CompletedTask;
        });
        using var client = Client(server.Access with { Exec = Counting(null) });

        Assert.Equal(401, (await client.SendAsync(GetPod, CancellationToken.None)).StatusCode);
        Assert.Equal(200, (await client.SendAsync(GetPod, CancellationToken.None)).StatusCode);
    }

    [Fact]
    public async Task Send_PluginGivesACertificate_IsShown()
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync(context.Connection.ClientCertificate?.Subject ?? "nobody"));
        var (certificate, key) = TestApiServer.Authority.Client("from-plugin");
        var program = _folder.WriteProgram("plugin", $$$"""
            cat <<'END'
            {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{
              "clientCertificateData":"{{{certificate.ReplaceLineEndings("\\n")}}}","clientKeyData":"{{{key.ReplaceLineEndings("\\n")}}}"}}
            END
            """);
        using var client = Client(server.Access with { Exec = Plugin(program) });

        Assert.Equal("CN=from-plugin", await AnswerAsync(client));
        Assert.Equal("CN=from-plugin", await AnswerAsync(client));
    }

    [Fact]
    public async Task Send_PluginThatWantsTheCluster_IsTold()
    {
        await using var server = await TestApiServer.StartAsync(Authorization);
        var program = _folder.WriteProgram("plugin", $$$"""
            printf %s "$KUBERNETES_EXEC_INFO" > {{{_folder.Path}}}/info
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t"}}'
            """);
        using var config = System.Text.Json.JsonDocument.Parse("""{"audience":"a"}""");
        using var client = Client(server.Access with
        {
            Exec = Plugin(program) with { ProvideClusterInfo = true, ClusterConfig = config.RootElement },
        });

        Assert.Equal("Bearer t", await AnswerAsync(client));
        using var info = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, "info")));
        var spec = info.RootElement.GetProperty("spec");
        Assert.False(spec.GetProperty("interactive").GetBoolean());
        Assert.Equal("a", spec.GetProperty("cluster").GetProperty("config").GetProperty("audience").GetString());
        Assert.Equal($"https://127.0.0.1:{server.Port}", spec.GetProperty("cluster").GetProperty("server").GetString());
        Assert.Equal(TestApiServer.Authority.Pem, Encoding.UTF8.GetString(spec.GetProperty("cluster").GetProperty("certificate-authority-data").GetBytesFromBase64()));
    }

    [Theory]
    [InlineData("echo starting >&2; echo no luck >&2; exit 3", "failed with exit code 3: no luck")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"status\":{\"token\":\"hunter2\"}}'", "apiVersion client.authentication.k8s.io/v1 is expected")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\"}'", "no status")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{}}'", "no token and no clientCertificateData")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"clientKeyData\":\"hunter2\"}}'", "together only")]
    [InlineData("echo 'token hunter2'", "it is no JSON")]
    public async Task Send_PluginFails_SaysWhyWithoutWhatItWrote(string script, string why)
    {
        using var client = Client(TestApiServer.AccessTo(1) with { Exec = Plugin(_folder.WriteProgram("plugin", script)) });

        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => client.SendAsync(GetPod, CancellationToken.None));

        Assert.StartsWith("/k: users[u].user.exec: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.False(e.RequestSent);
        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PluginThatHangs_IsKilledAtItsDeadline()
    {
        var plugin = Plugin(_folder.WriteProgram("plugin", $"echo $$ > {_folder.Path}/pid; exec sleep 300"));

        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => ExecProcess.RunAsync(plugin, "{}", TimeSpan.FromSeconds(2), TimeProvider.System));

        Assert.EndsWith("plugin has not ended within 2 s", e.Message, StringComparison.Ordinal);
        var process = $"/proc/{File.ReadAllText(Path.Combine(_folder.Path, "pid")).Trim()}/cmdline";
        Assert.True(SpinWait.SpinUntil(() => !File.Exists(process) || File.ReadAllText(process).Length == 0, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Send_PluginMissing_GivesTheHint()
    {
        using var client = Client(TestApiServer.AccessTo(1) with { Exec = Plugin("no-such-plugin") with { InstallHint = "Get it." } });

        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => client.SendAsync(GetPod, CancellationToken.None));

        Assert.Equal("/k: users[u].user.exec: no-such-plugin is not there. Get it.", e.Message);
    }

    private static Task Authorization(HttpContext context) => context.Response.WriteAsync(context.Request.Headers.Authorization.ToString());

    private static ExecPlugin Plugin(string command) => new() { ApiVersion = "client.authentication.k8s.io/v1", Command = command, Field = "/k: users[u].user.exec" };

    /// <summary>Its tokens are t1, t2, …, with its argument and its variable.</summary>
    private ExecPlugin Counting(string? expiry) => Plugin(_folder.WriteProgram("plugin", $$$"""
        echo run >> {{{_folder.Path}}}/runs
        n=$(($(wc -l < {{{_folder.Path}}}/runs)))
        echo "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"t$n $1 $WHO\"{{{(expiry is null ? "" : $",\\\"expirationTimestamp\\\":\\\"{expiry}\\\"")}}} }}"
        """)) with { Arguments = ["x"], Environment = [new("WHO", "y")] };

    private HttpApiServer Client(ApiAccess access) => new(access, new HttpApiServerOptions { Time = _time, Notice = _notices.Add });

    private static async Task<string> AnswerAsync(HttpApiServer client) =>
        Encoding.UTF8.GetString((await client.SendAsync(GetPod, CancellationToken.None)).Body.Span);
}
