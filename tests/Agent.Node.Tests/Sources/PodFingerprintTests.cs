using System.Text;
using Agent.Kubernetes;
using Agent.Node.Sources;

namespace Agent.Node.Tests.Sources;

public sealed class PodFingerprintTests
{
    [Theory]
    [InlineData("", "6c62272e07bb014262b821756295c58d")]
    [InlineData("a", "d228cb696f1a8caf78912b704e4a8964")]
    [InlineData("ab", "08809544bbab1be95aa0733055b69a62")]
    [InlineData("abc", "a68d622cec8b5822836dbc7977af7f3b")]
    public void Hash_KnownTexts_AreFnv1a128(string text, string hash) =>
        Assert.Equal(hash, PodFingerprint.Hash(Encoding.UTF8.GetBytes(text)).ToString("x32", null));

    [Fact]
    public void Of_EqualContent_IsEqualWhateverTheOrderOfItsMaps()
    {
        var left = Pod(new() { ["a"] = "1", ["b"] = "2" });
        var right = Pod(new() { ["b"] = "2", ["a"] = "1" });

        Assert.Equal(PodFingerprint.Of(left, "n", "file:/x"), PodFingerprint.Of(right, "n", "file:/x"));
        Assert.Matches("^[0-9a-f]{32}$", PodFingerprint.Of(left, "n", "file:/x"));
    }

    [Fact]
    public void Of_OtherContentNodeOrPlace_Differs()
    {
        var pod = Pod(new() { ["a"] = "1" });
        var all = new[]
        {
            PodFingerprint.Of(pod, "n", "file:/x"),
            PodFingerprint.Of(Pod(new() { ["a"] = "2" }), "n", "file:/x"),
            PodFingerprint.Of(pod, "m", "file:/x"),
            PodFingerprint.Of(pod, "n", "file:/y"),
            PodFingerprint.Of(pod, "n", "url:/x"),
        };

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    private static V1Pod Pod(Dictionary<string, string> labels) => new() { Metadata = new V1ObjectMeta { Name = "a", Labels = labels } };
}
