using Agent.Runtime.Processes;

namespace Agent.Runtime.Tests.Processes;

public class ProcessStatTests
{
    private const string Rest = "S 7 42 43 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 1 0 98765 1000 256 18446744073709551615 0";

    [Theory]
    [InlineData("sleep")]
    [InlineData("a b")]
    [InlineData("x) S 1 (y")]
    [InlineData("")]
    public void Parse_AnyName_FindsTheFieldsBehindIt(string name) => Assert.Equal(
        new ProcessStat(42, 'S', 7, 43, 100, 98765, 256), ProcessStat.Parse($"42 ({name}) {Rest}"));

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("42 (x")]
    [InlineData("42 (x) S 1")]
    [InlineData("x (x) S 1 1 1")]
    public void Parse_SomethingElse_IsNull(string text) => Assert.Null(ProcessStat.Parse(text));

    [Fact]
    public void Parse_OwnProcess_IsRight()
    {
        var stat = new ProcessTable().Find(Environment.ProcessId)!.Value;

        Assert.Equal(Environment.ProcessId, stat.Pid);
        Assert.True(stat.IsAlive && stat.StartTime > 0 && stat.RssPages > 100 && stat.CpuTicks > 0, $"{stat}");
    }
}
