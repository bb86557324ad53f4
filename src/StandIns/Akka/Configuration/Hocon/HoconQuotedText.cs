using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Text in quotes: with escapes in one pair, verbatim in three.</summary>
internal static class HoconQuotedText
{
    private const string Triple = "\"\"\"";

    /// <summary>Takes the quoted text that begins here.</summary>
    public static string Take(HoconReader reader)
    {
        var start = reader.Position;
        if (reader.Looking(Triple))
        {
            reader.Skip(Triple.Length);
            var verbatim = reader.TakeWhile(() => !reader.Looking(Triple));
            CheckClosed(reader, start);
            reader.Skip(Triple.Length);
            return verbatim;
        }

        var content = new StringBuilder();
        reader.Take();
        while (!reader.AtEnd && reader.Next != '"')
        {
            content.Append(reader.Next == '\\' ? TakeEscape(reader) : reader.Take());
        }

        CheckClosed(reader, start);
        reader.Take();
        return content.ToString();
    }

    private static void CheckClosed(HoconReader reader, HoconPosition start)
    {
        if (reader.AtEnd)
        {
            throw HoconReader.Error("The quote is not closed", start);
        }
    }

    private static char TakeEscape(HoconReader reader)
    {
        var start = reader.Position;
        reader.Take();
        return reader.AtEnd ? '\\' : reader.Take() switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => TakeUnicode(reader, start),
            var other => throw HoconReader.Error($"Unknown escape '\\{other}'", start),
        };
    }

    private static char TakeUnicode(HoconReader reader, HoconPosition start)
    {
        var left = 4;
        var digits = reader.TakeWhile(() => left-- > 0 && char.IsAsciiHexDigit(reader.Next));
        return digits.Length == 4
            ? (char)int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : throw HoconReader.Error("\\u takes four hexadecimal digits", start);
    }
}
