using System.CommandLine;
using Agent.CommandLine;
using Agent.CommandLine.Help;
using Agent.Node.Configuration;

namespace Agent.Tests.CommandLine;

public class HelpTests
{
    public static TheoryData<string> Commands()
    {
        var root = AgentCommandLine.Build(new CommandContext(TextWriter.Null, TextWriter.Null, CommandRunner.Environment));
        return [.. Paths(root, "").Select(path => path.Trim())];
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_OfEachCommand_IsTheTextInTheRepository(string command)
    {
        var outcome = await CommandRunner.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, outcome.Code);
        Assert.Empty(outcome.Error);
        Assert.All(outcome.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        var file = command.Length == 0 ? "agent" : command.Replace(' ', '-');
        GoldenFile.Check($"tests/Agent.Tests/CommandLine/Golden/{file}.txt", outcome.Output);
    }

    [Fact]
    public void RunFlagGroups_Flags_AreInExactlyOneGroup() => Assert.Equal(
        RunFlags.Names.Order(StringComparer.Ordinal),
        RunFlagGroups.All.SelectMany(group => group.Names).Order(StringComparer.Ordinal));

    [Fact]
    public void FieldDescriptions_EachField_HasOne() =>
        Assert.All(ConfigurationField.All, field => Assert.NotEmpty(FieldDescriptions.Of(field)));

    [Fact]
    public async Task Reference_Document_IsCurrent()
    {
        var outcome = await CommandRunner.RunAsync("config", "reference");

        Assert.Equal(0, outcome.Code);
        GoldenFile.Check("docs/configuration.md", outcome.Output);
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.Where(child => !child.Hidden).SelectMany(child => Paths(child, $"{path} {child.Name}")).Prepend(path);
}
