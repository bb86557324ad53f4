using System.CommandLine;
using Agent.Node.Configuration;

namespace Agent.CommandLine.Help;

/// <summary>How help shows one flag.</summary>
/// <param name="Label">The flag and what stands for its value, <c>--max-pods N</c>.</param>
/// <param name="Text">What it does.</param>
internal sealed record FlagHelp(string Label, string Text)
{
    /// <summary>The help of an option, or null for a flag that does nothing yet.</summary>
    public static FlagHelp? Of(Option option)
    {
        var name = option.Name.TrimStart('-');
        if (option is not RunFlagOption)
        {
            var names = string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-') && alias != "-?").Order(StringComparer.Ordinal).Append(option.Name));
            return new FlagHelp($"{names}{Space(option.HelpName)}", option.Description ?? "");
        }

        if (ProcessFlags.Find(name) is { } flag)
        {
            return flag.Support == FlagSupport.Works ? new FlagHelp($"--{name}{Space(flag.Value)}", flag.Description) : null;
        }

        var field = ConfigurationField.WithFlag.First(candidate => candidate.Flag == name);
        if (!field.IsImplemented)
        {
            return null;
        }

        var @default = field.Default.Length == 0 ? "" : $" Default: {field.Default}.";
        var choices = field.Placeholder == "NAME" ? $" One of {field.TypeName}." : "";
        var label = name == "v" ? "-v, --v N" : $"--{name}{Space(field.Placeholder)}";
        return new FlagHelp(label, $"{FieldDescriptions.Of(field)}{choices}{@default} [{field.Path}]");
    }

    private static string Space(string? value) => string.IsNullOrEmpty(value) ? "" : $" {value}";
}
