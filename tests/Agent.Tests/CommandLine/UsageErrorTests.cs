namespace Agent.Tests.CommandLine;

public class UsageErrorTests
{
    [Theory]
    [InlineData("config print --max-pod 5", "unknown flag --max-pod; did you mean --max-pods?")]
    [InlineData("config print --max_pod=5", "unknown flag --max-pod; did you mean --max-pods?")]
    [InlineData("config print --kube-config x", "unknown flag --kube-config; did you mean --kubeconfig?")]
    [InlineData("config print --completely-different", "unknown flag --completely-different")]
    [InlineData("confg", "unknown command \"confg\"; did you mean config?")]
    [InlineData("zzz", "unknown command \"zzz\"")]
    [InlineData("config check a b", "unknown argument \"b\"")]
    [InlineData("config print somewhere", "unknown argument \"somewhere\"")]
    [InlineData("config", "agent config needs one of: check, print")]
    [InlineData("version -o xml", "--output: \"xml\" is not allowed; expected text or json")]
    public async Task Run_BadCommandLine_SaysSoAndExitsWith2(string line, string expected)
    {
        var outcome = await CommandRunner.RunAsync(line.Split(' '));

        Assert.Equal(2, outcome.Code);
        Assert.Empty(outcome.Output);
        Assert.Equal($"agent: {expected}", outcome.Error.Split('\n')[0]);
        Assert.Matches("^Run \"agent.* --help\" for usage.$", outcome.Error.Split('\n')[1]);
    }

    [Fact]
    public async Task Run_Nothing_NamesTheCommands()
    {
        var outcome = await CommandRunner.RunAsync();

        Assert.Equal(2, outcome.Code);
        Assert.StartsWith("agent: agent needs one of: ", outcome.Error);
    }

    [Fact]
    public async Task Run_FlagWithoutValue_IsAnError()
    {
        var outcome = await CommandRunner.RunAsync("config", "print", "--max-pods");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("--max-pods", outcome.Error);
    }
}
