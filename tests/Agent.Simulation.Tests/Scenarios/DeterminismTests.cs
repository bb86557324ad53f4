using System.Diagnostics;

namespace Agent.Simulation.Tests.Scenarios;

public class DeterminismTests
{
    [Fact]
    public async Task Smoke_SameSeedInTwoProcesses_SameHashAndAnotherSeedAnother()
    {
        var first = await HashesAsync("2-3");
        var second = await HashesAsync("2-3");

        Assert.Equal(2, first.Count);
        Assert.Equal(first, second);
        Assert.NotEqual(first[0], first[1]);
    }

    private static async Task<List<string>> HashesAsync(string seeds)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Agent.Simulation.Runner.dll"), "smoke", "--seeds", seeds, "--minutes", "3", "--hash"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. output.Split('\n').SelectMany(l => l.Split(' ')).Where(w => w.Length == 16 && w.All(char.IsAsciiHexDigitLower))];
    }
}
