namespace Agent.Kubernetes.Images;

/// <summary>The grammar of the parts of an image's name (the distribution project's reference grammar).</summary>
internal static class ImageGrammar
{
    private const int MaxTag = 128;
    private const int MinDigest = 32;

    /// <summary>Labels with dots between, or an IPv6 address in brackets; then a port, if any.</summary>
    public static bool IsHost(ReadOnlySpan<char> text)
    {
        var portAt = text.LastIndexOf(':');
        if (portAt > text.LastIndexOf(']'))
        {
            if (portAt == text.Length - 1 || text[(portAt + 1)..].ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            text = text[..portAt];
        }

        if (text.StartsWith("["))
        {
            return text.Length > 2 && text[^1] == ']' && All(text[1..^1], c => char.IsAsciiHexDigit(c) || c == ':');
        }

        foreach (var part in text.Split('.'))
        {
            var label = text[part];
            if (label.Length == 0 || label[0] == '-' || label[^1] == '-'
                || !All(label, c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lower-case names with slashes between.</summary>
    public static bool IsRepository(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('/'))
        {
            if (!IsComponent(text[part]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Up to 128 letters, digits, underscores, dots and dashes, not beginning with a dot or dash.</summary>
    public static bool IsTag(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxTag && text[0] is not ('.' or '-')
        && All(text, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    /// <summary>An algorithm, a colon and at least 32 hex digits.</summary>
    public static bool IsDigest(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0 || text.Length - colon - 1 < MinDigest || !All(text[(colon + 1)..], char.IsAsciiHexDigit))
        {
            return false;
        }

        var algorithm = text[..colon];
        foreach (var part in algorithm.SplitAny("+._-"))
        {
            var word = algorithm[part];
            if (word.Length == 0 || !char.IsAsciiLetter(word[0]) || !All(word, char.IsAsciiLetterOrDigit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lower-case letters and digits, with one dot, one or two underscores, or dashes between.</summary>
    private static bool IsComponent(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length;)
        {
            var run = i;
            while (run < text.Length && IsLowerOrDigit(text[run]))
            {
                run++;
            }

            if (run == i || run == text.Length)
            {
                return run > i;
            }

            i = run + SeparatorLength(text[run..]);
            if (i == run)
            {
                return false;
            }
        }

        return false;
    }

    private static int SeparatorLength(ReadOnlySpan<char> text) => text switch
    {
        ['.', ..] => 1,
        ['_', '_', ..] => 2,
        ['_', ..] => 1,
        _ => text.IndexOfAnyExcept('-') is var dashes && dashes < 0 ? text.Length : dashes,
    };

    private static bool IsLowerOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static bool All(ReadOnlySpan<char> text, Func<char, bool> rule)
    {
        foreach (var c in text)
        {
            if (!rule(c))
            {
                return false;
            }
        }

        return true;
    }
}
