using System.Text;

namespace Agent.Node.Containers;

/// <summary>Kubernetes' <c>$(NAME)</c> syntax in env values, commands and arguments.</summary>
internal static class VariableExpansion
{
    /// <summary>
    /// Replaces <c>$(NAME)</c> by the variable's value. <c>$$</c> is a literal <c>$</c>; an unknown name, an unclosed
    /// <c>$(</c> and a lone <c>$</c> stay as written.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">Variables by name.</param>
    /// <param name="others">Variables that count where those have none of the name.</param>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, string>? others = null)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
            }
            else if (text[i + 1] == '$')
            {
                result.Append('$');
                i++;
            }
            else if (text[i + 1] == '(' && text.IndexOf(')', i) is var end and > 0)
            {
                var name = text[(i + 2)..end];
                result.Append(variables.TryGetValue(name, out var value) || others?.TryGetValue(name, out value) == true ? value : text[i..(end + 1)]);
                i = end;
            }
            else
            {
                result.Append('$');
            }
        }

        return result.ToString();
    }

    /// <summary>The first variable that a text refers to and that is not set, or empty; null: there is none.</summary>
    public static string? Missing(string text, IReadOnlyDictionary<string, string> variables)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] != '$')
            {
                continue;
            }

            if (text[i + 1] == '$')
            {
                i++;
            }
            else if (text[i + 1] == '(' && text.IndexOf(')', i) is var end and > 0)
            {
                var name = text[(i + 2)..end];
                if (!variables.TryGetValue(name, out var value) || value.Length == 0)
                {
                    return name;
                }

                i = end;
            }
        }

        return null;
    }
}
