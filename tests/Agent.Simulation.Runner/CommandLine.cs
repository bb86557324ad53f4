using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Agent.Simulation.Runner;

/// <summary>What is to be run.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        usage: smoke [--seeds A-B | --seeds A] [--pods N] [--minutes N] [--hash] [--trace FILE] [--verbose]
          --seeds    seeds to run, 1-20 unless given
          --pods     manifests on the node at most, 5 unless given
          --minutes  simulated minutes with faults, 10 unless given
          --hash     print the hash of everything that happened
          --trace    write everything that happened to a file
          --verbose  print what happens and what the agent logs
        """;

    public IReadOnlyList<long> Seeds { get; private init; } = Range(1, 20);

    public int Pods { get; private init; } = 5;

    public int Minutes { get; private init; } = 10;

    public bool KeepHash { get; private init; }

    public string? Trace { get; private init; }

    public bool Verbose { get; private init; }

    public static bool TryParse(string[] args, [NotNullWhen(true)] out CommandLine? command, out string error)
    {
        command = null;
        error = args is ["smoke", ..] ? "" : "the command must be smoke";
        if (error.Length > 0)
        {
            return false;
        }

        var result = new CommandLine();
        for (var i = 1; i < args.Length && error.Length == 0; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--hash":
                    result = result with { KeepHash = true };
                    break;
                case "--verbose":
                    result = result with { Verbose = true };
                    break;
                case "--seeds" when TrySeeds(value, out var seeds):
                    result = result with { Seeds = seeds };
                    i++;
                    break;
                case "--pods" when TryNumber(value, out var pods):
                    result = result with { Pods = pods };
                    i++;
                    break;
                case "--minutes" when TryNumber(value, out var minutes):
                    result = result with { Minutes = minutes };
                    i++;
                    break;
                case "--trace" when value.Length > 0:
                    result = result with { Trace = value };
                    i++;
                    break;
                default:
                    error = $"{args[i]} {value}: not an option, or not a value of it";
                    break;
            }
        }

        command = error.Length == 0 ? result : null;
        return command is not null;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    private static bool TrySeeds(string text, out IReadOnlyList<long> seeds)
    {
        var ends = text.Split('-');
        seeds = [];
        if (ends.Length is 1 or 2
            && long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last >= first)
        {
            seeds = Range(first, last);
        }

        return seeds.Count > 0;
    }

    private static List<long> Range(long first, long last)
    {
        var all = new List<long>();
        for (var seed = first; seed <= last; seed++)
        {
            all.Add(seed);
        }

        return all;
    }
}
