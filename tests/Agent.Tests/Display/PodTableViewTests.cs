using Agent.Display;
using Spectre.Console;

namespace Agent.Tests.Display;

public class PodTableViewTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Draw_Pods_FitTheTerminal(int width)
    {
        var text = Render(width);

        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
        GoldenFile.Check($"tests/Agent.Tests/Display/Golden/table-{width}.txt", text);
    }

    [Fact]
    public void Draw_NoPods_SaysSo()
    {
        var console = Console(80, out var output);
        console.Write(PodTableView.Draw(["title"], [], [], TestPods.Now, 80));

        Assert.Contains("No pods.", output.ToString());
    }

    private static string Render(int width)
    {
        var console = Console(width, out var output);
        console.Write(PodTableView.Draw(
            ["worker-1: runtime ready", ""],
            [TestPods.Starting, TestPods.Web, TestPods.Crashing],
            ["10:00:00 something happened", new string('x', 200)],
            TestPods.Now,
            width));
        return string.Join('\n', output.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private static IAnsiConsole Console(int width, out StringWriter output)
    {
        output = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        return console;
    }
}
