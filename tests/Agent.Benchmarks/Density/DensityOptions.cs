using System.Globalization;

namespace Agent.Benchmarks.Density;

/// <summary>What the density benchmark is asked to do.</summary>
/// <param name="PodCounts">Sizes of the burst, 1 to 250 pods each (a lab network has 253 addresses).</param>
/// <param name="Pairs">How many times the bare client and the agent take turns, 1 or more.</param>
/// <param name="Concurrency">Pods the bare client starts at once; null: find the best.</param>
/// <param name="AgentPath">The agent's executable; null: measure the bare client alone.</param>
/// <param name="WarmUp">Pods that each new agent has run before the burst, 0 or more.</param>
/// <param name="CountCalls">The agent talks to the runtime through a proxy that counts its calls; its time is then no figure.</param>
internal sealed record DensityOptions(IReadOnlyList<int> PodCounts, int Pairs, int? Concurrency, string? AgentPath, int WarmUp, bool CountCalls = false)
{
    public const string Usage = "density [--pods 50,100] [--pairs 5] [--concurrency N] [--agent PATH] [--warm-up 0] [--calls no]";

    /// <exception cref="FormatException">An argument is unknown or out of range.</exception>
    public static DensityOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new DensityOptions([50, 100], 5, null, null, 0);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value");
            options = arguments[i] switch
            {
                "--pods" => options with { PodCounts = [.. value.Split(',').Select(part => Number(arguments[i], part, 250))] },
                "--pairs" => options with { Pairs = Number(arguments[i], value, 100) },
                "--concurrency" => options with { Concurrency = Number(arguments[i], value, 250) },
                "--warm-up" => options with { WarmUp = Number(arguments[i], value, 250, least: 0) },
                "--calls" => options with { CountCalls = value == "yes" },
                "--agent" => options with { AgentPath = Path.GetFullPath(value) },
                _ => throw new FormatException($"{arguments[i]} is unknown; allowed: {Usage}"),
            };
        }

        return options.AgentPath is null || File.Exists(options.AgentPath)
            ? options
            : throw new FormatException($"--agent: there is no file {options.AgentPath}");
    }

    private static int Number(string name, string value, int largest, int least = 1) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= largest
            ? number
            : throw new FormatException($"{name}: \"{value}\" is not a number from {least} to {largest}");
}
