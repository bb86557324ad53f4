using Agent.Runtime.TestServers;

namespace Agent.Runtime.Tests.TestServers;

public class FlagsTests
{
    [Fact]
    public void Parse_AllKinds_AreRead()
    {
        var options = Flags.Parse(
            ["--port", "9000", "--exit-after=1m30s", "--exit-code", "3", "--ignore-sigterm", "--memory", "64Mi", "--files", "/a", "--files=/b", "--log-text", "--x"]);

        Assert.Equal((9000, 90.0, 3, true), (options.Port, options.ExitAfter!.Value.TotalSeconds, options.ExitCode, options.IgnoreSigterm));
        Assert.Equal((64L << 20, "--x"), (options.Memory, options.LogText));
        Assert.Equal(["/a", "/b"], options.Files);
        Assert.Null(Flags.Parse(["--port", "none"]).Port);
        Assert.True(Flags.Parse(["-h"]).Help);
    }

    [Theory]
    [InlineData("--prot", "unknown flag --prot")]
    [InlineData("stray", "unknown flag stray")]
    [InlineData("--port", "--port needs a value")]
    [InlineData("--port x", "--port x: not a number from 0 to 65535")]
    [InlineData("--port 65536", "--port 65536: not a number from 0 to 65535")]
    [InlineData("--exit-code 256", "--exit-code 256: not a number from 0 to 255")]
    [InlineData("--exit-after 5", "--exit-after 5: not a time")]
    [InlineData("--memory 5x", "--memory 5x: not a size")]
    [InlineData("--ignore-sigterm=yes", "--ignore-sigterm takes no value")]
    public void Parse_Wrong_NamesFlagAndValue(string arguments, string problem) => Assert.StartsWith(
        problem, Assert.Throws<FormatException>(() => Flags.Parse(arguments.Split(' '))).Message, StringComparison.Ordinal);

    [Fact]
    public void HelpText_HasGroupsFlagsAndExamples()
    {
        var text = Flags.HelpText();

        Assert.All(["Network:", "Life:", "Health:", "Log:", "Load:", "Examples:", "--exit-after TIME", "/exit?code=3"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }
}
