using System.Collections.Immutable;
using System.Text;

namespace Agent.Kubernetes.Selectors;

/// <summary>Conditions on fields, all of which must hold; without any it matches everything.</summary>
/// <param name="Requirements">The conditions.</param>
public sealed record FieldSelector(ImmutableArray<FieldRequirement> Requirements)
{
    /// <summary>Matches everything.</summary>
    public static FieldSelector Everything { get; } = new([]);

    /// <summary>
    /// Reads the form of query parameters, as <c>spec.nodeName=n1,metadata.name!=a</c>; in a value <c>\</c> stands before a
    /// comma, an equals sign and itself.
    /// </summary>
    /// <exception cref="SelectorException">The text is no selector.</exception>
    public static FieldSelector Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new FieldSelector([.. Terms(text).Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => Read(text, t))]);
    }

    /// <summary>Whether an object's fields meet all conditions.</summary>
    /// <param name="field">The value of a field; empty when it is not set. See <see cref="SelectableFields"/>.</param>
    public bool Matches(Func<string, string> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        foreach (var requirement in Requirements)
        {
            if (field(requirement.Field) == requirement.Value != requirement.Equal)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value that a field must have, or null: for choosing an index.</summary>
    public string? Exact(string field)
    {
        foreach (var requirement in Requirements)
        {
            if (requirement.Equal && requirement.Field == field)
            {
                return requirement.Value;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(FieldSelector? other) => other is not null && Requirements.SequenceEqual(other.Requirements);

    /// <inheritdoc/>
    public override int GetHashCode() => Requirements.Length;

    /// <summary>The form of query parameters.</summary>
    public override string ToString() => string.Join(',', Requirements);

    private static IEnumerable<string> Terms(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static FieldRequirement Read(string text, string term)
    {
        var at = term.IndexOf('=', StringComparison.Ordinal);
        var not = at > 0 && term[at - 1] == '!';
        var name = at < 0 ? "" : term[..(not ? at - 1 : at)].Trim();
        if (name.Length == 0)
        {
            throw new SelectorException($"field selector '{text}': '{term}' must be field=value, field==value or field!=value");
        }

        var twice = !not && at + 1 < term.Length && term[at + 1] == '=';
        return new FieldRequirement(name, !not, Unescape(text, term[(at + (twice ? 2 : 1))..].Trim()));
    }

    private static string Unescape(string text, string value)
    {
        var result = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\\')
            {
                c = i + 1 < value.Length && (value[i + 1] is '\\' or ',' or '=') ? value[++i] : '\0';
            }
            else if (c == '=')
            {
                c = '\0';
            }

            result.Append(c != '\0'
                ? c
                : throw new SelectorException($"field selector '{text}': in a value '=' must be '\\=' and '\\' must be '\\\\'"));
        }

        return result.ToString();
    }
}
