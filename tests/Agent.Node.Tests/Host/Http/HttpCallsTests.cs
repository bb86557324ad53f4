using Agent.Kubernetes;
using Agent.Node.Host;
using Agent.Node.Host.Http;

namespace Agent.Node.Tests.Host.Http;

public sealed class HttpCallsTests
{
    private const string Agent = "kube-probe/1.36";

    private static readonly V1Container Container = new() { Name = "c", Ports = [new V1ContainerPort { Name = "web", ContainerPort = 8080 }] };

    private static readonly V1HTTPGetAction Get = new() { Path = "/a", Port = "web" };

    [Theory]
    [InlineData("/healthz", "/healthz")]
    [InlineData("healthz", "/healthz")]
    [InlineData("", "/")]
    [InlineData("/a?b=c&d=%20", "/a?b=c&d=%20")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/a#fragment", "/a")]
    [InlineData("/100%?x", "/100%25%3Fx")]
    [InlineData("/ä", "/%C3%A4")]
    [InlineData("/a\r\nX: y", "/a%0D%0AX:%20y")]
    [InlineData("//host/a", "/a")]
    [InlineData("http://host:1/a?b", "/a?b")]
    [InlineData("https://host", "/")]
    public void Target_OfAPath_IsOneThatHttpAllows(string path, string expected) => Assert.Equal(expected, HttpRequestTarget.Of(path));

    [Fact]
    public void Build_NothingSpecial_SendsTheHeadersOfTheKubelet()
    {
        var call = HttpCalls.Build(Get, Container, "10.0.0.1", Agent).Value!;

        Assert.Equal(("10.0.0.1", 8080, false, "http://10.0.0.1:8080/a"), (call.Host, call.Port, call.IsTls, call.Url));
        Assert.Equal("GET /a HTTP/1.1\r\nHost: 10.0.0.1:8080\r\nUser-Agent: kube-probe/1.36\r\nAccept: */*\r\nConnection: close\r\n\r\n", call.Text);
    }

    [Fact]
    public void Build_Headers_AreSentInOrderAndReplaceTheUsualOnes()
    {
        V1HTTPHeader[] headers =
        [
            new() { Name = "X-A", Value = "1" }, new() { Name = "x-a", Value = "2" }, new() { Name = "Host", Value = "example.com" },
            new() { Name = "user-agent", Value = "me" }, new() { Name = "Accept", Value = "" }, new() { Name = "Content-Length", Value = "9" },
        ];

        var call = HttpCalls.Build(Get with { HttpHeaders = headers, Scheme = "HTTPS" }, Container, "10.0.0.1", Agent).Value!;

        Assert.True(call.IsTls);
        Assert.Equal("GET /a HTTP/1.1\r\nHost: example.com\r\nX-A: 1\r\nx-a: 2\r\nuser-agent: me\r\nConnection: close\r\n\r\n", call.Text);
        Assert.DoesNotContain("example.com", call.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_IPv6_IsInBrackets() =>
        Assert.Equal("http://[fd00::1]:8080/a", HttpCalls.Build(Get, Container, "fd00::1", Agent).Value!.Url);

    [Theory]
    [InlineData("X-A", "a\r\nX-B: b")]
    [InlineData("X A", "a")]
    [InlineData("X:A", "a")]
    [InlineData("", "a")]
    public void Build_HeaderThatWouldBreakTheRequest_IsRefusedByName(string name, string value)
    {
        var built = HttpCalls.Build(Get with { HttpHeaders = [new V1HTTPHeader { Name = name, Value = value }] }, Container, "10.0.0.1", Agent);

        Assert.Null(built.Value);
        Assert.Contains($"header \"{name}\"", built.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_NoAddress_IsAnError() => Assert.Equal("the pod has no address", HttpCalls.Build(Get, Container, "", Agent).Error);

    [Theory]
    [InlineData(302, "/b?c", "http://10.0.0.1:8080/b?c")]
    [InlineData(301, "http://10.0.0.1:9090/b", "http://10.0.0.1:9090/b")]
    [InlineData(307, "https://10.0.0.1/b", "https://10.0.0.1:443/b")]
    [InlineData(308, "b", "http://10.0.0.1:8080/b")]
    [InlineData(303, "http://other/b", null)]
    [InlineData(302, "ftp://10.0.0.1/b", null)]
    [InlineData(302, "", null)]
    [InlineData(302, null, null)]
    [InlineData(304, "/b", null)]
    [InlineData(200, "/b", null)]
    public void Follow_Redirect_StaysOnTheHost(int code, string? location, string? expected)
    {
        var call = HttpCalls.Build(Get, Container, "10.0.0.1", Agent).Value!;

        Assert.Equal(expected, HttpCalls.Follow(call, new HttpAnswer(code, location, ""), Get, Agent)?.Url);
    }

    [Fact]
    public void WithoutTls_Authorization_IsNotSent()
    {
        var action = Get with { Scheme = "HTTPS", HttpHeaders = [new() { Name = "authorization", Value = "Bearer x" }, new() { Name = "X", Value = "y" }] };
        var call = HttpCalls.WithoutTls(HttpCalls.Build(action, Container, "10.0.0.1", Agent).Value!, action, Agent);

        Assert.False(call.IsTls);
        Assert.DoesNotContain("Bearer", call.Text, StringComparison.Ordinal);
        Assert.Contains("X: y", call.Text, StringComparison.Ordinal);
    }
}
