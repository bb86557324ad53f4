using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Parsing;

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
                _ when char.IsControl(c) => line.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => line.Append(c),
            };
        }

        return line.ToString();
    }

    /// <summary>The entry's message with its values as they are, not in quotes.</summary>
    public static string Message(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is PropertyToken { PropertyName: var name } &&
                logEvent.Properties.GetValueOrDefault(name) is ScalarValue { Value: string value })
            {
                text.Write(value);
            }
            else
            {
                token.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
            }
        }

        // The actor system puts the error, with its stack, into the text as well.
        var message = text.ToString();
        var cause = logEvent.Exception is null ? -1 : message.IndexOf("\nCause: ", StringComparison.Ordinal);
        return cause < 0 ? message : message[..cause];
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
