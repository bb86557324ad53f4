using System.Text;

namespace Agent.Logging;

/// <summary>Keeps a log entry on its line, whatever a pod's name or an error message contains.</summary>
internal static class LogText
{
    /// <summary>The text with its control characters written out, so that nobody can forge a line or steer a terminal.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var line = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append(' '),
                _ when char.IsControl(c) => line.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
                _ => line.Append(c),
            };
        }

        return line.ToString();
    }

    /// <summary>An error and those that caused it, by type and message.</summary>
    public static string Chain(Exception error)
    {
        var parts = new List<string>();
        for (var current = error; current is not null; current = current.InnerException)
        {
            parts.Add($"{current.GetType().Name}: {current.Message}");
        }

        return string.Join(" <- ", parts);
    }
}
