using Agent.CommandLine;

namespace Agent.Tests.CommandLine;

public class FlagSpellingTests
{
    private static readonly HashSet<string> Switches = ["anonymous-auth", "seccomp-default"];

    [Theory]
    [InlineData("--max_pods 5", "--max-pods 5")]
    [InlineData("--max_pods=a_b", "--max-pods=a_b")]
    [InlineData("--anonymous-auth", "--anonymous-auth=true")]
    [InlineData("--anonymous_auth", "--anonymous-auth=true")]
    [InlineData("--anonymous-auth=false", "--anonymous-auth=false")]
    [InlineData("run -v=4 my_file", "run -v=4 my_file")]
    [InlineData("testserver -- --anonymous_auth", "testserver -- --anonymous_auth")]
    public void Normalize_Arguments_AreSpelledAsTheKubeletDoes(string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', FlagSpelling.Normalize(line.Split(' '), Switches)));
}
