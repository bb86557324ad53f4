using System.Text;
using Agent.Kubernetes;
using Agent.Node.Images;

namespace Agent.Node.Tests.Images;

public sealed class PullCredentialsTests
{
    private static V1Secret Secret(string json, string type = "kubernetes.io/dockerconfigjson", string key = ".dockerconfigjson") => new()
    {
        Metadata = new V1ObjectMeta { Name = "pull", Namespace = "default" },
        Type = type,
        Data = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [key] = Encoding.UTF8.GetBytes(json) },
    };

    private static V1Secret For(params string[] registries) => Secret(
        "{\"auths\":{" + string.Join(',', registries.Select(r => $"\"{r}\":{{\"username\":\"{r}\",\"password\":\"p\"}}")) + "}}");

    private static IEnumerable<string> Users(string image, params V1Secret[] secrets) =>
        PullCredentials.For(image, secrets, out _).Select(a => a.Username);

    [Theory]
    [InlineData("registry.example/app:v1", "registry.example", true)]
    [InlineData("registry.example/app:v1", "https://registry.example", true)]
    [InlineData("registry.example/app:v1", "https://registry.example/v1/", true)]
    [InlineData("registry.example/app:v1", "https://registry.example/v2/", true)]
    [InlineData("registry.example/team/app:v1", "registry.example/team", true)]
    [InlineData("registry.example/other/app:v1", "registry.example/team", false)]
    [InlineData("registry.example:5000/app", "registry.example:5000", true)]
    [InlineData("registry.example:5000/app", "registry.example", false)]
    [InlineData("registry.example/app", "registry.example:5000", false)]
    [InlineData("a.registry.example/app", "*.registry.example", true)]
    [InlineData("a.b.registry.example/app", "*.registry.example", false)]
    [InlineData("registry.example/app", "*.registry.example", false)]
    [InlineData("prefix-x.example/app", "prefix-*.example", true)]
    [InlineData("app", "https://index.docker.io/v1/", true)]
    [InlineData("app", "docker.io", true)]
    [InlineData("quay.example/app", "https://index.docker.io/v1/", false)]
    public void For_Registry_FitsAsTheKubeletMatches(string image, string registry, bool fits) =>
        Assert.Equal(fits ? [registry] : [], Users(image, For(registry)));

    [Fact]
    public void For_SeveralThatFit_TheLongestPathComesFirst() => Assert.Equal(
        ["registry.example/team/sub", "registry.example/team", "registry.example"],
        Users("registry.example/team/sub/app", For("registry.example", "registry.example/team/sub", "registry.example/team")));

    [Theory]
    [InlineData("dXNlcjpwYXNz")]
    [InlineData("dTpw")]
    [InlineData("dTpwYQ")]
    [InlineData("dTpwYQ==")]
    public void For_Auth_IsDecodedPaddedOrNot(string auth)
    {
        var found = Assert.Single(PullCredentials.For("r.example/a", [Secret("{\"auths\":{\"r.example\":{\"auth\":\"" + auth + "\",\"username\":\"x\"}}}")], out _));

        Assert.Equal(Encoding.UTF8.GetString(Convert.FromBase64String(auth.PadRight((auth.Length + 3) / 4 * 4, '='))), $"{found.Username}:{found.Password}");
    }

    [Fact]
    public void For_OldType_IsReadWithoutAuths() =>
        Assert.Equal(["u"], Users("r.example/a", Secret("""{"r.example":{"username":"u","password":"p"}}""", "kubernetes.io/dockercfg", ".dockercfg")));

    [Fact]
    public void For_OtherType_IsIgnored()
    {
        Assert.Empty(PullCredentials.For("r.example/a", [Secret("{}", "Opaque")], out var unusable));
        Assert.Empty(unusable);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"auths":[]}""")]
    [InlineData("""{"auths":{"r.example":{"auth":"!!"}}}""")]
    [InlineData("""{"auths":{"r.example":{"auth":"bm9jb2xvbg=="}}}""")]
    public void For_UnusableContent_NamesTheSecretAndUsesTheOthers(string json)
    {
        var found = PullCredentials.For("r.example/a", [Secret(json), For("r.example")], out var unusable);

        Assert.Equal(["pull"], unusable);
        Assert.Equal("r.example", Assert.Single(found).Username);
    }
}
