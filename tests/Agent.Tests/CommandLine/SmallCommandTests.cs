using System.Text.Json;

namespace Agent.Tests.CommandLine;

public class SmallCommandTests
{
    [Theory]
    [InlineData("version")]
    [InlineData("--version")]
    public async Task Version_Text_IsOneLine(string command)
    {
        var outcome = await CommandRunner.RunAsync(command);

        Assert.Equal(0, outcome.Code);
        Assert.Matches(@"^agent \d+\.\d+\.\d+ \(Kubernetes v1\.\d+\.\d+, \.NET 10\.[^,]*, linux/\w+\)\n$", outcome.Output);
    }

    [Fact]
    public async Task Version_Json_NamesAllParts()
    {
        var outcome = await CommandRunner.RunAsync("version", "-o", "json");

        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Equal(
            ["version", "commit", "kubernetes", "framework", "platform", "kubeletVersion"],
            document.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _agent agent")]
    [InlineData("zsh", "compdef _agent agent")]
    [InlineData("fish", "complete -c agent")]
    public async Task Completion_Shell_PrintsItsScript(string shell, string expected)
    {
        var outcome = await CommandRunner.RunAsync("completion", shell);

        Assert.Equal(0, outcome.Code);
        Assert.Contains(expected, outcome.Output);
    }

    [Fact]
    public async Task Suggest_Directive_NamesWhatMayFollow()
    {
        var outcome = await CommandRunner.RunAsync("[suggest:10]", "agent conf");

        Assert.Equal(0, outcome.Code);
        Assert.Contains("config", outcome.Output.Split('\n'));
    }
}
