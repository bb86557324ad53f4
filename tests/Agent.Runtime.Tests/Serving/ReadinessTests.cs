using Agent.Runtime.Serving;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Serving;

public class ReadinessTests
{
    [Fact]
    public void OfRuntime_FolderThatCanBeWritten_IsReady()
    {
        using var folder = new TemporaryFolder();

        Assert.True(Readiness.OfRuntime(folder.Path).Status);
    }

    [Fact]
    public void OfRuntime_FolderGone_SaysWhy()
    {
        var condition = Readiness.OfRuntime("/no/such/folder");

        Assert.Equal((false, "StateNotWritable"), (condition.Status, condition.Reason));
        Assert.Contains("/no/such/folder", condition.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", true)]
    [InlineData(null, false)]
    public void OfNetwork_NeedsAnAddress(string? ip, bool ready) => Assert.Equal(ready, Readiness.OfNetwork(ip is null ? [] : [ip]).Status);
}
