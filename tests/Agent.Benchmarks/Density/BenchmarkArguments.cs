using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.Benchmarks.Density;

/// <summary>Reads the arguments of a benchmark that needs an agent.</summary>
internal static class BenchmarkArguments
{
    /// <returns>The options; null, and the reason written, where they are wrong or the machine lacks something.</returns>
    public static async Task<DensityOptions?> ReadAsync(IReadOnlyList<string> arguments, string usage)
    {
        try
        {
            var options = DensityOptions.Parse(arguments);
            string[] missing = [.. options.AgentPath is null ? [usage] : Array.Empty<string>(), .. Prerequisites.MissingForContainerd()];
            if (missing.Length == 0)
            {
                return options;
            }

            await Console.Error.WriteLineAsync(string.Join("; ", missing));
        }
        catch (FormatException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        return null;
    }
}
