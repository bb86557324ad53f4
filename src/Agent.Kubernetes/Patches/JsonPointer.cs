using System.Globalization;
using System.Text.Json.Nodes;

namespace Agent.Kubernetes.Patches;

/// <summary>A JSON pointer (RFC 6901): the way from a document to one of its values.</summary>
internal sealed class JsonPointer
{
    /// <summary>The step that names the place after a list's last entry.</summary>
    private const string End = "-";

    private readonly string _text;
    private readonly string[] _steps;

    private JsonPointer(string text, string[] steps) => (_text, _steps) = (text, steps);

    /// <summary>Whether this is the document itself.</summary>
    public bool IsRoot => _steps.Length == 0;

    /// <summary>Reads a pointer; null when the text is none.</summary>
    public static JsonPointer? Parse(string text)
    {
        if (text.Length == 0)
        {
            return new JsonPointer(text, []);
        }

        if (text[0] != '/')
        {
            return null;
        }

        var steps = text[1..].Split('/');
        for (var i = 0; i < steps.Length; i++)
        {
            var bare = steps[i].Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal);
            if (bare.Contains('~', StringComparison.Ordinal))
            {
                return null;
            }

            steps[i] = steps[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return new JsonPointer(text, steps);
    }

    /// <summary>Whether this names a value inside the one that <paramref name="other"/> names.</summary>
    public bool IsBelow(JsonPointer other) =>
        _steps.Length > other._steps.Length && _steps.AsSpan(0, other._steps.Length).SequenceEqual(other._steps);

    /// <summary>Whether both name the same value.</summary>
    public bool Same(JsonPointer other) => _steps.AsSpan().SequenceEqual(other._steps);

    /// <summary>Finds the value; false when there is none. A null that is there is found.</summary>
    public bool TryGet(JsonNode? document, out JsonNode? value)
    {
        value = document;
        foreach (var step in _steps)
        {
            if (!TryStep(value, step, out value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Puts the value: a list's entry is inserted, a field is set. False when there is no such place.</summary>
    public bool TryAdd(ref JsonNode? document, JsonNode? value)
    {
        if (IsRoot)
        {
            document = value;
            return true;
        }

        switch (Parent(document))
        {
            case JsonObject holder:
                holder[_steps[^1]] = value;
                return true;
            case JsonArray list when Index(_steps[^1], list.Count, End) is { } index:
                list.Insert(index, value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Replaces the value; false when there is none.</summary>
    public bool TryReplace(ref JsonNode? document, JsonNode? value)
    {
        if (IsRoot)
        {
            document = value;
            return true;
        }

        switch (Parent(document))
        {
            case JsonObject holder when holder.ContainsKey(_steps[^1]):
                holder[_steps[^1]] = value;
                return true;
            case JsonArray list when Index(_steps[^1], list.Count - 1, null) is { } index:
                list[index] = value;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Removes the value; false when there is none.</summary>
    public bool TryRemove(JsonNode? document)
    {
        switch (IsRoot ? null : Parent(document))
        {
            case JsonObject holder:
                return holder.Remove(_steps[^1]);
            case JsonArray list when Index(_steps[^1], list.Count - 1, null) is { } index:
                list.RemoveAt(index);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.Length == 0 ? "the document" : _text;

    private JsonNode? Parent(JsonNode? document)
    {
        foreach (var step in _steps.AsSpan(0, _steps.Length - 1))
        {
            if (!TryStep(document, step, out document))
            {
                return null;
            }
        }

        return document;
    }

    private static bool TryStep(JsonNode? from, string step, out JsonNode? value)
    {
        value = null;
        switch (from)
        {
            case JsonObject holder:
                return holder.TryGetPropertyValue(step, out value);
            case JsonArray list when Index(step, list.Count - 1, null) is { } index:
                value = list[index];
                return true;
            default:
                return false;
        }
    }

    /// <summary>The index that a step names, from 0 to <paramref name="last"/>; null when it names none.</summary>
    private static int? Index(string step, int last, string? end)
    {
        if (step == end)
        {
            return last;
        }

        var plain = step.Length is > 0 and < 10 && step.All(char.IsAsciiDigit) && (step.Length == 1 || step[0] != '0');
        return plain && int.Parse(step, CultureInfo.InvariantCulture) is var index && index <= last ? index : null;
    }
}
