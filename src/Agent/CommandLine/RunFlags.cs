using System.CommandLine;
using System.CommandLine.Parsing;
using Agent.Node.Configuration;
using Agent.Node.Configuration.Flags;

namespace Agent.CommandLine;

/// <summary>The options of <c>run</c> and <c>config print</c>: all flags of the kubelet and the agent's own.</summary>
internal static class RunFlags
{
    /// <summary>Names of the flags that mean true when they stand alone.</summary>
    public static IReadOnlySet<string> Switches { get; } = new HashSet<string>(
        ConfigurationField.WithFlag.Where(field => field.IsSwitch).Select(field => field.Flag!)
            .Concat(ProcessFlags.All.Where(flag => flag.IsSwitch).Select(flag => flag.Name)),
        StringComparer.Ordinal);

    /// <summary>Names of all flags.</summary>
    public static IEnumerable<string> Names =>
        ConfigurationField.WithFlag.Select(known => known.Flag!).Concat(ProcessFlags.All.Select(flag => flag.Name));

    /// <summary>Adds all flags to a command.</summary>
    public static void AddTo(Command command)
    {
        foreach (var name in Names)
        {
            command.Add(name == "v" ? new RunFlagOption("--v", "-v") : new RunFlagOption($"--{name}"));
        }
    }

    /// <summary>The flags that were given.</summary>
    public static IReadOnlyList<FlagValues> Read(ParseResult result) =>
    [
        .. result.CommandResult.Children.OfType<OptionResult>()
            .Where(option => option.IdentifierTokenCount > 0 && option.Option is RunFlagOption)
            .Select(option => new FlagValues(option.Option.Name.TrimStart('-'), [.. option.Tokens.Select(token => token.Value)]))
            .OrderBy(flag => flag.Name, StringComparer.Ordinal),
    ];
}
