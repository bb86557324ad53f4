using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Writes a tree as HOCON that reads back to the same tree.</summary>
internal static class HoconWriter
{
    /// <summary>The text of a node; the keys of an object one per line.</summary>
    public static string Write(HoconValue node)
    {
        var text = new StringBuilder();
        if (node.GetObject() is { } root)
        {
            WriteItems(text, root, 0);
        }
        else
        {
            WriteValue(text, node, 0);
        }

        return text.ToString();
    }

    private static void WriteItems(StringBuilder text, HoconObject items, int depth)
    {
        foreach (var (key, value) in items.Items)
        {
            text.Append(' ', depth * 2).Append(Quote(key)).Append(" : ");
            WriteValue(text, value, depth);
            text.Append('\n');
        }
    }

    private static void WriteValue(StringBuilder text, HoconValue value, int depth)
    {
        if (value.GetObject() is { } child)
        {
            text.Append("{\n");
            WriteItems(text, child, depth + 1);
            text.Append(' ', depth * 2).Append('}');
        }
        else if (value.IsString())
        {
            text.Append(value.GetString() is { } content ? Quote(content) : "null");
        }
        else
        {
            WriteList(text, value.GetArray(), depth);
        }
    }

    private static void WriteList(StringBuilder text, IList<HoconValue> items, int depth)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            WriteValue(text, items[i], depth + 1);
        }

        text.Append(']');
    }

    private static string Quote(string content)
    {
        var plain = content.Length > 0 && content.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        return plain ? content : $"\"{Escape(content)}\"";
    }

    private static string Escape(string content) => content
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal);
}
