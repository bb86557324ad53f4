using System.Globalization;

namespace Agent.Kubernetes;

/// <summary>The forms of time Kubernetes writes: RFC 3339 in UTC with seconds, microseconds, or nine decimals.</summary>
public static class KubernetesTime
{
    private const int TickDecimals = 7;
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";

    private static readonly string[] Accepted =
    [
        Seconds + "'Z'", Seconds + "zzz", Seconds + ".FFFFFFF'Z'", Seconds + ".FFFFFFFzzz",
    ];

    /// <summary>With whole seconds (metav1.Time); a fraction is cut off.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Seconds + "'Z'", CultureInfo.InvariantCulture);

    /// <summary>With six decimals (metav1.MicroTime).</summary>
    public static string FormatMicro(DateTimeOffset time) =>
        time.UtcDateTime.ToString(Seconds + ".ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>With nine decimals, as the annotation kubernetes.io/config.seen and container logs have them.</summary>
    public static string FormatNano(DateTimeOffset time) =>
        time.UtcDateTime.ToString(Seconds + ".fffffff'00Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads RFC 3339 with any number of decimals; those beyond 100 ns are cut off.</summary>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is not null && DateTimeOffset.TryParseExact(
            Cut(text),
            Accepted,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time);
    }

    /// <summary>The time without its fraction of a second.</summary>
    public static DateTimeOffset ToSeconds(DateTimeOffset time) =>
        new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), time.Offset);

    private static string Cut(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return text;
        }

        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - point - 1 <= TickDecimals ? text : string.Concat(text.AsSpan(0, point + 1 + TickDecimals), text.AsSpan(end));
    }
}
