using System.Text;

namespace Agent.Node.Host.Http;

/// <summary>Makes request targets of paths as people write them in probes and hooks.</summary>
internal static class HttpRequestTarget
{
    private const string Unreserved = "-._~!$&'()*+,;=:@/";

    /// <summary>
    /// The target of a path: its query stays a query, its fragment is dropped, what may not stand in a target is percent-encoded. Of an
    /// absolute URL the path and query count. A path with a <c>%</c> that encodes nothing is taken literally, a <c>?</c> in it included.
    /// </summary>
    public static string Of(string? path)
    {
        var text = path ?? "";
        if (!IsEncoded(text))
        {
            return WithSlash(Escape(text, keepPercent: false, query: false));
        }

        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        text = WithoutAuthority(fragment < 0 ? text : text[..fragment]);
        var question = text.IndexOf('?', StringComparison.Ordinal);
        return question < 0
            ? WithSlash(Escape(text, keepPercent: true, query: false))
            : WithSlash(Escape(text[..question], keepPercent: true, query: false)) + "?" + Escape(text[(question + 1)..], keepPercent: true, query: true);
    }

    private static string WithSlash(string path) => path.StartsWith('/') ? path : "/" + path;

    private static string WithoutAuthority(string text)
    {
        var start = text.StartsWith("//", StringComparison.Ordinal) ? 2
            : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : 0;
        if (start == 0)
        {
            return text;
        }

        var end = text.AsSpan(start).IndexOfAny('/', '?');
        return end < 0 ? "" : text[(start + end)..];
    }

    private static bool IsEncoded(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Escape(string text, bool keepPercent, bool query)
    {
        var result = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c, StringComparison.Ordinal) || (c == '%' && keepPercent) || (c == '?' && query))
            {
                result.Append(c);
            }
            else
            {
                result.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }
}
