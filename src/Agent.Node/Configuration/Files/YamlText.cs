using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Agent.Node.Configuration.Files;

/// <summary>Writes nodes as YAML, one field per line.</summary>
internal static class YamlText
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Appends the fields of a mapping; what does not come from a default names its origin in a comment.</summary>
    public static void Append(StringBuilder text, MappingNode mapping, Func<string, ConfigurationOrigin> originOf) =>
        Append(text, mapping, "", "", originOf);

    /// <summary>Appends a node on one line.</summary>
    public static void AppendFlow(StringBuilder text, ConfigurationNode node)
    {
        switch (node)
        {
            case MappingNode mapping:
                text.Append('{').AppendJoin(", ", mapping.Entries.Select(entry => $"{entry.Key}: {Flow(entry.Value)}")).Append('}');
                break;
            case SequenceNode sequence:
                text.Append('[').AppendJoin(", ", sequence.Items.Select(Flow)).Append(']');
                break;
            case ScalarNode scalar:
                text.Append(Scalar(scalar.Text, scalar.IsText));
                break;
        }
    }

    private static string Flow(ConfigurationNode node)
    {
        var text = new StringBuilder();
        AppendFlow(text, node);
        return text.ToString();
    }

    private static void Append(
        StringBuilder text,
        MappingNode mapping,
        string indent,
        string path,
        Func<string, ConfigurationOrigin> originOf)
    {
        foreach (var (name, node) in mapping.Entries)
        {
            var field = path.Length == 0 ? name : $"{path}.{name}";
            text.Append(indent).Append(Scalar(name, isText: true)).Append(':');
            AppendValue(text, node, indent, field, originOf);
        }
    }

    private static void AppendValue(
        StringBuilder text,
        ConfigurationNode node,
        string indent,
        string field,
        Func<string, ConfigurationOrigin> originOf)
    {
        switch (node)
        {
            case MappingNode { Entries.IsEmpty: false } child:
                text.AppendLine();
                Append(text, child, $"{indent}  ", field, originOf);
                return;
            case SequenceNode { Items.Count: > 0 } sequence:
                text.AppendLine();
                for (var i = 0; i < sequence.Items.Count; i++)
                {
                    AppendItem(text, sequence.Items[i], indent, $"{field}[{i}]", originOf);
                }

                return;
        }

        text.Append(' ').Append(node switch
        {
            ScalarNode scalar => Scalar(scalar.Text, scalar.IsText),
            MappingNode => "{}",
            _ => "[]",
        });
        var origin = originOf(field);
        text.AppendLine(origin == ConfigurationOrigin.Default ? "" : $"  # {origin}");
    }

    private static void AppendItem(
        StringBuilder text,
        ConfigurationNode item,
        string indent,
        string field,
        Func<string, ConfigurationOrigin> originOf)
    {
        if (item is not MappingNode mapping)
        {
            text.Append(indent).Append('-');
            AppendValue(text, item, indent, field, originOf);
            return;
        }

        // The first field of an item stands on the line of its dash.
        var fields = new StringBuilder();
        Append(fields, mapping, $"{indent}  ", field, originOf);
        text.Append(indent).Append("- ").Append(fields, indent.Length + 2, fields.Length - indent.Length - 2);
    }

    /// <summary>A text is quoted when YAML would read it as something else.</summary>
    private static string Scalar(string value, bool isText)
    {
        var plain = value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:%+<>".Contains(c, StringComparison.Ordinal)) &&
            (char.IsAsciiLetterOrDigit(value[0]) || value[0] == '/') && !value.EndsWith(':') && !LooksTyped(value);
        return !isText || plain ? value : JsonSerializer.Serialize(value, Quoting);
    }

    private static bool LooksTyped(string value)
    {
        var node = new ScalarNode(ConfigurationOrigin.Default, value, IsText: false);
        return node.IsNull || node.AsBoolean is not null ||
            double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }
}
