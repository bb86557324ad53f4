using Agent.Node.Images;

namespace Agent.Node.Tests.Images;

public sealed class NodeCredentialsTests
{
    private const string Json = """{"auths":{"registry.example":{"username":"node","password":"p"}}}""";
    private const string Bare = """{"registry.example":{"username":"old","password":"p"}}""";

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData("/r/config.json", Json, "/x/.dockercfg", Bare, "node")]
    [InlineData("/r/config.json", "not json", "/x/.dockercfg", Bare, "old")]
    [InlineData("/r/config.json", "{}", "/x/.dockercfg", Bare, "old")]
    [InlineData("/r/config.json", null, "/x/.dockercfg", Bare, "old")]
    [InlineData("/r/config.json", Bare, "/x/.dockercfg", null, "")]
    public void Take_Files_FirstUsableOneCounts(string first, string? one, string second, string? two, string user)
    {
        var credentials = new NodeCredentials();

        credentials.Take([KeyValuePair.Create(first, one), KeyValuePair.Create(second, two)], Now);

        Assert.Equal(user, string.Join(',', credentials.For("registry.example/app:v1").Select(a => a.Username)));
        Assert.Empty(credentials.For("other.example/app:v1"));
    }

    [Fact]
    public void IsStale_AfterFiveMinutes_AndBeforeTheFirstReading()
    {
        var credentials = new NodeCredentials();
        Assert.True(credentials.IsStale(Now));

        credentials.Take([], Now);

        Assert.False(credentials.IsStale(Now + TimeSpan.FromMinutes(5)));
        Assert.True(credentials.IsStale(Now + TimeSpan.FromMinutes(5.1)));
    }
}
