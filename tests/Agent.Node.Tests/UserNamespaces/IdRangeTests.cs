using Agent.Node.UserNamespaces;

namespace Agent.Node.Tests.UserNamespaces;

public sealed class IdRangeTests
{
    [Theory]
    [InlineData(null, null, 65536, 4294901760)]
    [InlineData("other:100000:65536\n", "other:100000:65536\n", 65536, 4294901760)]
    [InlineData("root:1:2\nkubelet:131072:720896\n", "kubelet:131072:720896\n", 131072, 720896)]
    public void Of_UsableRange_IsTaken(string? subuid, string? subgid, long first, long count)
    {
        Assert.Equal(new IdRange(first, count), IdRange.Of(subuid, subgid, 65536, 10, out var error));
        Assert.Equal("", error);
    }

    [Theory]
    [InlineData("kubelet:131072:720896", null, "the same")]
    [InlineData("kubelet:131072:720896", "kubelet:196608:720896", "the same")]
    [InlineData("kubelet:131072:720896\nkubelet:1310720:720896", "kubelet:131072:720896", "the same")]
    [InlineData("kubelet:100000:720896", "kubelet:100000:720896", "multiple of idsPerPod")]
    [InlineData("kubelet:0:720896", "kubelet:0:720896", "not 0")]
    [InlineData("kubelet:65536:65536", "kubelet:65536:65536", "655360")]
    public void Of_UnusableRange_SaysWhy(string? subuid, string? subgid, string why)
    {
        Assert.Null(IdRange.Of(subuid, subgid, 65536, 10, out var error));
        Assert.Contains(why, error, StringComparison.Ordinal);
    }
}
