using System.CommandLine;
using Agent.Node.Configuration;

namespace Agent.CommandLine;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>One line per mistake; none when the command line is right.</summary>
    public static IReadOnlyList<string> Of(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var unmatched = result.UnmatchedTokens.ToArray();
        var flags = unmatched.Where(token => token.StartsWith('-') && token.Length > 1).ToArray();
        if (flags.Length > 0)
        {
            return [.. flags.Select(flag => UnknownFlag(command, flag))];
        }

        if (unmatched.Length > 0)
        {
            return [UnknownWord(command, unmatched[0])];
        }

        return command.Subcommands.Any(child => !child.Hidden) && command.Action is null
            ? [$"{Path(command)} needs one of: {string.Join(", ", command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name))}"]
            : [.. result.Errors.Select(error => error.Message)];
    }

    /// <summary>The words that lead to a command, <c>agent config check</c>.</summary>
    public static string Path(Command command) => command is RootCommand
        ? "agent"
        : $"{Path(command.Parents.OfType<Command>().First())} {command.Name}";

    private static string UnknownFlag(Command command, string token)
    {
        var name = token.Split('=')[0];
        var known = command.Options.Where(option => !option.Hidden).Select(option => option.Name).ToArray();
        var nearest = NearestName.Of(name, known.Where(option => option.StartsWith("--", StringComparison.Ordinal)));
        return nearest is null ? $"unknown flag {name}" : $"unknown flag {name}; did you mean {nearest}?";
    }

    private static string UnknownWord(Command command, string word)
    {
        var nearest = NearestName.Of(word, command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name));
        var what = command.Subcommands.Count > 0 ? "command" : "argument";
        return nearest is null ? $"unknown {what} \"{word}\"" : $"unknown {what} \"{word}\"; did you mean {nearest}?";
    }
}
