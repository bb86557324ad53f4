namespace Agent.CommandLine;

/// <summary>Brings flags into one spelling, as the kubelet does: underscores are dashes, and a lone switch means true.</summary>
internal static class FlagSpelling
{
    /// <summary>The arguments in that spelling; everything after <c>--</c> stays as it is.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="switches">Names of the flags that take no value of their own.</param>
    public static string[] Normalize(IEnumerable<string> arguments, IReadOnlySet<string> switches)
    {
        var result = new List<string>();
        var ended = false;
        foreach (var argument in arguments)
        {
            ended |= argument == "--";
            if (ended || !argument.StartsWith("--", StringComparison.Ordinal))
            {
                result.Add(argument);
                continue;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? argument[2..] : argument[2..equals]).Replace('_', '-');
            var value = equals < 0 ? switches.Contains(name) ? "=true" : "" : argument[equals..];
            result.Add($"--{name}{value}");
        }

        return [.. result];
    }
}
