using System.CommandLine;

namespace Agent.CommandLine.Help;

/// <summary>Writes the help of a command.</summary>
/// <param name="output">Where to.</param>
/// <param name="width">Columns of a line.</param>
internal sealed class HelpWriter(TextWriter output, int width)
{
    private const string Indent = "  ";

    /// <summary>Columns of the longest label that shares a line with its text.</summary>
    private const int LabelWidth = 26;

    public void Write(Command command)
    {
        var documented = command as DocumentedCommand;
        Paragraph($"{command.Description}.", "");
        if (documented is { Details.Length: > 0 })
        {
            output.WriteLine();
            Paragraph(documented.Details, "");
        }

        output.WriteLine();
        Title("Usage");
        output.WriteLine($"{Indent}{UsageErrors.Path(command)}{Usage(command, documented)}");
        WriteCommands(command);
        WriteFlags(command, documented?.Groups ?? []);
        WriteExamples(documented?.Examples ?? []);
        if (command is RootCommand)
        {
            WriteExitCodes();
        }
    }

    private static string Usage(Command command, DocumentedCommand? documented) =>
        command.Subcommands.Count > 0 ? " COMMAND [flags]" : documented is { Usage.Length: > 0 } ? $" {documented.Usage}" : " [flags]";

    private void WriteCommands(Command command)
    {
        var visible = command.Subcommands.Where(child => !child.Hidden).ToArray();
        if (visible.Length > 0)
        {
            output.WriteLine();
            Title("Commands");
            foreach (var child in visible)
            {
                Row(child.Name, $"{child.Description}.", 14);
            }
        }
    }

    private void WriteFlags(Command command, IReadOnlyList<FlagGroup> groups)
    {
        var options = command.Options.Where(option => !option.Hidden).ToDictionary(option => option.Name.TrimStart('-'));
        foreach (var group in groups)
        {
            var rows = group.Names.Select(name => FlagHelp.Of(options[name])).OfType<FlagHelp>().ToArray();
            if (rows.Length > 0)
            {
                output.WriteLine();
                Title(group.Title);
                foreach (var row in rows)
                {
                    Row(row.Label, row.Text, LabelWidth);
                }
            }
        }

        var grouped = groups.SelectMany(group => group.Names).ToHashSet();
        var others = options.Where(option => !grouped.Contains(option.Key)).Select(option => FlagHelp.Of(option.Value)).OfType<FlagHelp>().ToArray();
        if (others.Length > 0)
        {
            output.WriteLine();
            Title(groups.Count > 0 ? "Other flags" : "Flags");
            foreach (var row in others)
            {
                Row(row.Label, row.Text, LabelWidth);
            }
        }

        var silent = groups.SelectMany(group => group.Names).Where(name => FlagHelp.Of(options[name]) is null).Order(StringComparer.Ordinal).ToArray();
        if (silent.Length > 0)
        {
            output.WriteLine();
            Title("Accepted, but without effect in this version (using one says so once)");
            Paragraph(string.Join(' ', silent.Select(name => $"--{name}")), Indent);
        }
    }

    private void WriteExamples(IReadOnlyList<(string CommandLine, string Comment)> examples)
    {
        if (examples.Count > 0)
        {
            output.WriteLine();
            Title("Examples");
            foreach (var (line, comment) in examples)
            {
                Paragraph($"# {comment}", Indent);
                var lines = Wrap(line, width - Indent.Length - 4).ToArray();
                for (var i = 0; i < lines.Length; i++)
                {
                    output.WriteLine($"{Indent}{(i == 0 ? "" : "  ")}{lines[i]}{(i < lines.Length - 1 ? " \\" : "")}");
                }
            }
        }
    }

    private void WriteExitCodes()
    {
        output.WriteLine();
        Title("Exit codes");
        Row("0", "All went well.", 4);
        Row("1", "The command could not be carried out.", 4);
        Row("2", "The command line was not understood.", 4);
    }

    private void Title(string text) => Paragraph($"{text}:", "");

    private void Row(string label, string text, int column)
    {
        if (label.Length > column - 2)
        {
            output.WriteLine($"{Indent}{label}");
            Paragraph(text, new string(' ', Indent.Length + column));
            return;
        }

        var lines = Wrap(text, width - Indent.Length - column).ToArray();
        output.WriteLine($"{Indent}{label.PadRight(column)}{lines.FirstOrDefault()}".TrimEnd());
        foreach (var line in lines.Skip(1))
        {
            output.WriteLine($"{new string(' ', Indent.Length + column)}{line}");
        }
    }

    private void Paragraph(string text, string indent)
    {
        foreach (var line in Wrap(text, width - indent.Length))
        {
            output.WriteLine($"{indent}{line}");
        }
    }

    private static IEnumerable<string> Wrap(string text, int columns)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
