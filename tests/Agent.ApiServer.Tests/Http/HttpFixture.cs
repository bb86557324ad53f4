using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Agent.ApiServer.Access;
using Agent.ApiServer.Certificates;
using Agent.ApiServer.Http;
using Agent.ApiServer.Store;

namespace Agent.ApiServer.Tests.Http;

/// <summary>An API server on a port, and clients of it.</summary>
public sealed class HttpFixture : IAsyncLifetime
{
    public const string Token = "a-token-of-the-list";

    private ApiServerHost? _host;

    public ClusterAuthority Authority { get; } = ClusterAuthority.Create(TimeProvider.System);

    public string AuditLog { get; } = Path.Combine(Directory.CreateTempSubdirectory("agent-audit-").FullName, "audit.log");

    public Uri Address => _host!.Address;

    public async Task InitializeAsync()
    {
        var server = new StoreApiServer(new StoreApiServerOptions
        {
            Store = new StoreOptions { Time = TimeProvider.System, Random = new Random(1), ReadersOnThreadPool = true },
            Tokens = System.Collections.Immutable.ImmutableDictionary<string, UserInfo>.Empty.Add(Token, new UserInfo("tester", ["testers"])),
        });
        _host = await ApiServerHost.StartAsync(
            server,
            new HttpServerOptions
            {
                Certificate = Authority.IssueServer("127.0.0.1", "localhost"),
                ClientAuthority = Authority.Certificate,
                AuditLogFile = AuditLog,
            },
            null,
            CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        Authority.Dispose();
        Directory.Delete(Path.GetDirectoryName(AuditLog)!, recursive: true);
    }

    public HttpClient Client(string? token = Token, X509Certificate2? certificate = null)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(Authority.Certificate);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build((X509Certificate2)shown!);
        };
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        var client = new HttpClient(handler) { BaseAddress = Address, DefaultRequestVersion = HttpVersion.Version20 };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }

    public static StringContent Body(string text, string type = "application/json") => new(text, Encoding.UTF8, type);

    public static async Task<JsonObject> Tree(HttpResponseMessage answer) =>
        (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
