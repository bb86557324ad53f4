using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using static Agent.ApiServer.Tests.Http.HttpFixture;

namespace Agent.ApiServer.Tests.Http;

public sealed class ApiServerHostTests(HttpFixture server) : IClassFixture<HttpFixture>
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/healthz")]
    [InlineData("/version")]
    public async Task Get_Health_NeedsNoCredentials(string path)
    {
        using var client = server.Client(token: null);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Get_WithoutRightToken_Unauthorized(string? token)
    {
        using var client = server.Client(token);
        var answer = await client.GetAsync(new Uri(Maps, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Unauthorized", (await Tree(answer))["reason"]!.ToString());
    }

    [Fact]
    public async Task Get_ClientCertificateThatHasExpired_Unauthorized()
    {
        using var certificate = server.Authority.IssueClient("system:node:n1", ["system:nodes"], TimeSpan.FromMinutes(-1));
        using var client = server.Client(token: null, certificate);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri(Maps, UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?fieldValidation=Warn", true)]
    [InlineData("?fieldValidation=Ignore", false)]
    public async Task Post_UnknownField_IsTakenAndWarnedOf(string query, bool isWarned)
    {
        using var client = server.Client();
        using var body = Body("""{"metadata":{"generateName":"odd-"},"wonder":{"a":1}}""");

        var answer = await client.PostAsync(new Uri(Maps + query, UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var warnings = answer.Headers.TryGetValues("Warning", out var values) ? values.ToArray() : [];
        Assert.Equal(isWarned ? ["299 - \"unknown field \\\"wonder\\\"\""] : [], warnings);
    }

    [Fact]
    public async Task AuditLog_RequestEnded_HasWhoDidWhat()
    {
        using var client = server.Client();
        using var body = Body("""{"metadata":{"name":"audited"},"data":{"key":"a-secret-value"}}""");
        await client.PostAsync(new Uri(Maps, UriKind.Relative), body);

        // The line is written after the answer.
        string? line = null;
        for (var i = 0; i < 1000 && line is null; i++)
        {
            await using var log = new FileStream(server.AuditLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(log);
            line = (await reader.ReadToEndAsync()).Split('\n').FirstOrDefault(l => l.Contains("\"create\"", StringComparison.Ordinal)
                && l.Contains("\"code\":201", StringComparison.Ordinal) && !l.Contains("odd-", StringComparison.Ordinal));
            await Task.Delay(10);
        }

        var entry = JsonNode.Parse(line!)!;
        Assert.Equal(("create", "tester", "configmaps", "default"), (
            (string?)entry["verb"], (string?)entry["user"]!["username"], (string?)entry["objectRef"]!["resource"], (string?)entry["objectRef"]!["namespace"]));
        Assert.DoesNotContain("a-secret-value", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ClientCertificate_IsTheUser()
    {
        using var certificate = server.Authority.IssueClient("system:node:n1", "system:nodes");
        using var client = server.Client(token: null, certificate);
        var answer = await client.PostAsync(
            new Uri("/apis/authentication.k8s.io/v1/selfsubjectreviews", UriKind.Relative), Body("{}"));

        var user = (await Tree(answer))["status"]!["userInfo"]!;
        Assert.Equal("system:node:n1", user["username"]!.ToString());
        Assert.Contains("system:nodes", user["groups"]!.AsArray().Select(g => g!.ToString()));
    }

    [Fact]
    public async Task Get_ServiceAccountToken_IsTheAccount()
    {
        using var client = server.Client();
        var made = await Tree(await client.PostAsync(
            new Uri("/api/v1/namespaces/default/serviceaccounts/default/token", UriKind.Relative), Body("""{"spec":{}}""")));
        using var account = server.Client(made["status"]!["token"]!.ToString());
        var review = await Tree(await account.PostAsync(
            new Uri("/apis/authentication.k8s.io/v1/selfsubjectreviews", UriKind.Relative), Body("{}")));

        Assert.Equal("system:serviceaccount:default:default", review["status"]!["userInfo"]!["username"]!.ToString());
    }

    [Fact]
    public async Task Post_Malformed_BadRequest()
    {
        using var client = server.Client();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(new Uri(Maps, UriKind.Relative), Body("{"))).StatusCode);
    }

    [Fact]
    public async Task Post_Huge_RequestEntityTooLarge()
    {
        using var client = server.Client();
        var answer = await client.PostAsync(new Uri(Maps, UriKind.Relative), Body(new string(' ', (3 * 1024 * 1024) + 1)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/vnd.kubernetes.protobuf", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Post_OtherType_IsRefused(string type, HttpStatusCode expected)
    {
        using var client = server.Client();
        var answer = await client.PostAsync(new Uri(Maps, UriKind.Relative), Body("x", type));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/vnd.kubernetes.protobuf", HttpStatusCode.NotAcceptable)]
    [InlineData("application/vnd.kubernetes.protobuf,application/json", HttpStatusCode.OK)]
    public async Task Get_Protobuf_FallsBackToJson(string accept, HttpStatusCode expected)
    {
        using var client = server.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

        Assert.Equal(expected, (await client.GetAsync(new Uri(Maps, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Get_Table_HasKubectlsColumns()
    {
        using var client = server.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
        var table = await Tree(await client.GetAsync(new Uri("/api/v1/namespaces/default/services", UriKind.Relative)));

        Assert.Equal("Table", table["kind"]!.ToString());
        Assert.Equal(
            ["Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "Selector"],
            table["columnDefinitions"]!.AsArray().Select(c => c!["name"]!.ToString()));
        Assert.Equal("443/TCP", table["rows"]![0]!["cells"]![4]!.ToString());
    }

    [Fact]
    public async Task Watch_Change_Arrives()
    {
        using var client = server.Client();
        var uri = new Uri(Maps + "?watch=true&fieldSelector=metadata.name%3Dwatched", UriKind.Relative);
        using var answer = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(), Encoding.UTF8);
        await client.PostAsync(new Uri(Maps, UriKind.Relative), Body("""{"metadata":{"name":"watched"}}"""));
        var frame = JsonNode.Parse((await lines.ReadLineAsync())!)!;

        Assert.Equal(("ADDED", "watched"), (frame["type"]!.ToString(), frame["object"]!["metadata"]!["name"]!.ToString()));
    }

    [Fact]
    public async Task Watch_Timeout_Ends()
    {
        using var client = server.Client();
        var text = await client.GetStringAsync(new Uri(Maps + "?watch=true&timeoutSeconds=1&resourceVersion=999999", UriKind.Relative));

        Assert.Equal("", text);
    }

    [Fact]
    public async Task Discovery_Resources_AreNamed()
    {
        using var client = server.Client();
        var core = await Tree(await client.GetAsync(new Uri("/api/v1", UriKind.Relative)));
        var groups = await Tree(await client.GetAsync(new Uri("/apis", UriKind.Relative)));

        Assert.Contains("pods/eviction", core["resources"]!.AsArray().Select(r => r!["name"]!.ToString()));
        Assert.Contains("apps", groups["groups"]!.AsArray().Select(g => g!["name"]!.ToString()));
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/apis/x.io/v1/things")]
    [InlineData("/api/v1/namespaces/default/pods/a/nothing")]
    public async Task Get_UnknownPath_NotFoundStatus(string path)
    {
        using var client = server.Client();
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Status", (await Tree(answer))["kind"]!.ToString());
    }

    [Fact]
    public async Task Post_StrictUnknownField_BadRequest()
    {
        using var client = server.Client();
        var answer = await client.PostAsync(
            new Uri(Maps + "?fieldValidation=Strict", UriKind.Relative), Body("""{"metadata":{"name":"strict","lables":{}}}"""));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("unknown field \"metadata.lables\"", (await Tree(answer))["message"]!.ToString(), StringComparison.Ordinal);
    }
}
