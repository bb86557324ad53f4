using Agent.Node.Configuration;
using Agent.Node.Configuration.Flags;
using Agent.Node.Tests.Configuration.Files;

namespace Agent.Node.Tests.Configuration.Flags;

public class FlagTextTests
{
    [Theory]
    [InlineData("anonymous-auth", "T", "true")]
    [InlineData("anonymous-auth", "0", "false")]
    [InlineData("max-pods", "5", "5")]
    [InlineData("sync-frequency", "5s", "\"5s\"")]
    [InlineData("hairpin-mode", "none", "\"none\"")]
    [InlineData("cluster-dns", "1.1.1.1, 2.2.2.2", "[\"1.1.1.1\", \"2.2.2.2\"]")]
    [InlineData("feature-gates", "A=true,B=false", "{A: true, B: false}")]
    [InlineData("system-reserved", "cpu=1,memory=1Gi", "{cpu: \"1\", memory: \"1Gi\"}")]
    [InlineData("eviction-hard", "memory.available<1Gi,nodefs.available<10%", "{memory.available: \"1Gi\", nodefs.available: \"10%\"}")]
    [InlineData("eviction-minimum-reclaim", "memory.available=1Gi", "{memory.available: \"1Gi\"}")]
    [InlineData("register-with-taints", "a=b:NoSchedule", "[{effect: \"NoSchedule\", key: \"a\", value: \"b\"}]")]
    [InlineData("register-with-taints", "a:NoExecute", "[{effect: \"NoExecute\", key: \"a\", value: \"\"}]")]
    [InlineData("reserved-memory", "0:memory=1Gi,hugepages-2Mi=2Mi;1:memory=2Gi", "[{limits: {hugepages-2Mi: \"2Mi\", memory: \"1Gi\"}, numaNode: 0}, {limits: {memory: \"2Gi\"}, numaNode: 1}]")]
    [InlineData("manifest-url-header", "A:b:c,A:d", "{A: [\"b:c\", \"d\"]}")]
    [InlineData("vmodule", "pod*=4,cri=2", "[{filePattern: \"pod*\", verbosity: 4}, {filePattern: \"cri\", verbosity: 2}]")]
    public void Parse_Text_BecomesWhatAFileWouldHold(string flag, string text, string expected) =>
        Assert.Equal(expected, Parse(flag, text));

    [Fact]
    public void Parse_ListGivenTwice_IsJoined() => Assert.Equal("[\"a\", \"b\", \"c\"]", Parse("cluster-dns", "a,b", "c"));

    [Fact]
    public void Parse_ScalarGivenTwice_TakesTheLast() => Assert.Equal("6", Parse("max-pods", "5", "6"));

    [Theory]
    [InlineData("anonymous-auth", "maybe")]
    [InlineData("system-reserved", "cpu")]
    [InlineData("eviction-hard", "memory.available=1Gi")]
    [InlineData("register-with-taints", "a=b")]
    [InlineData("reserved-memory", "memory=1Gi")]
    [InlineData("manifest-url-header", "A")]
    [InlineData("vmodule", "x")]
    public void Parse_OtherForm_IsRefused(string flag, string text) => Assert.Null(Parse(flag, text));

    private static string? Parse(string name, params string[] values)
    {
        var flag = ConfigurationField.WithFlag.Single(candidate => candidate.Flag == name);
        return FlagText.Parse(flag.Field, values, ConfigurationOrigin.Flag(name)) is { } node ? MergePatchTests.Show(node) : null;
    }
}
