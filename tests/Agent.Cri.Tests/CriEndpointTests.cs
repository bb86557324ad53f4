namespace Agent.Cri.Tests;

public class CriEndpointTests
{
    [Theory]
    [InlineData("unix:///run/containerd/containerd.sock", "/run/containerd/containerd.sock")]
    [InlineData("UNIX:///run/crio/crio.sock", "/run/crio/crio.sock")]
    [InlineData("unix:/run/crio/crio.sock", "/run/crio/crio.sock")]
    [InlineData("/run/containerd/containerd.sock", "/run/containerd/containerd.sock")]
    [InlineData("/run/with space.sock", "/run/with space.sock")]
    [InlineData("unix:///run/with%20space.sock", "/run/with space.sock")]
    public void Parse_OfASocket_GivesItsPath(string value, string path)
        => Assert.Equal(path, CriEndpoint.Parse(value).SocketPath);

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("tcp://127.0.0.1:3735", "tcp is not supported")]
    [InlineData("npipe:////./pipe/containerd", "npipe is not supported")]
    [InlineData("https://127.0.0.1", "https is not supported")]
    [InlineData("containerd.sock", "not an absolute path")]
    [InlineData("run/containerd.sock", "not an absolute path")]
    [InlineData("unix://run/containerd.sock", "run stands where a host would")]
    [InlineData("unix:run/containerd.sock", "no absolute path")]
    [InlineData("unix://", "no absolute path")]
    [InlineData("unix:///", "no absolute path")]
    [InlineData("/", "no absolute path")]
    [InlineData("/run/containerd/", "directory")]
    [InlineData("unix:///run/a.sock?x=1", "query or fragment")]
    [InlineData("unix:///run/a.sock#x", "query or fragment")]
    [InlineData("/run/a\n.sock", "control character")]
    [InlineData("unix:///run/a%00.sock", "control character")]
    public void Parse_OfAnythingElse_SaysWhatIsWrongAndWhatIsAllowed(string value, string fault)
    {
        var failure = Assert.Throws<FormatException>(() => CriEndpoint.Parse(value));

        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{value}\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains("unix:///run/containerd/containerd.sock", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_OfNull_FailsWithAMessage()
    {
        Assert.False(CriEndpoint.TryParse(null, out var endpoint, out var error));

        Assert.Null(endpoint);
        Assert.Contains("it is empty", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfTheLongestPath_TakesItAndNotOneByteMore()
    {
        var longest = "/" + new string('a', CriEndpoint.MaxPathBytes - 1);

        Assert.Equal(longest, CriEndpoint.Parse(longest).SocketPath);
        Assert.False(CriEndpoint.TryParse(longest + "a", out _, out var error));
        Assert.Contains("108 bytes, more than the 107", error, StringComparison.Ordinal);
        Assert.False(CriEndpoint.TryParse("/" + new string('é', 54), out _, out _));
    }

    [Theory]
    [InlineData("/run/containerd/containerd.sock", "unix:///run/containerd/containerd.sock")]
    [InlineData("/run/50% off?.sock", "unix:///run/50%25%20off%3F.sock")]
    public void ToString_OfAPath_IsAnEndpointThatReadsBack(string path, string text)
    {
        var endpoint = CriEndpoint.Parse(path);

        Assert.Equal(text, endpoint.ToString());
        Assert.Equal(endpoint, CriEndpoint.Parse(text));
    }
}
