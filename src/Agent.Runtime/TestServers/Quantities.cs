using System.Globalization;
using System.Text.RegularExpressions;

namespace Agent.Runtime.TestServers;

/// <summary>Times and sizes as users write them.</summary>
internal static partial class Quantities
{
    /// <summary>A time such as 500ms, 5s, 1m30s or 2h.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static TimeSpan Duration(string text)
    {
        var match = DurationPattern().Match(text);
        if (!match.Success || text.Length == 0)
        {
            throw new FormatException("not a time such as 500ms, 5s, 1m30s or 2h");
        }

        return TimeSpan.FromHours(Part("h")) + TimeSpan.FromMinutes(Part("m")) + TimeSpan.FromSeconds(Part("s"))
            + TimeSpan.FromMilliseconds(Part("ms"));

        double Part(string unit) => match.Groups[unit] is { Success: true } group
            ? double.Parse(group.Value, CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>A size such as 1000, 64Ki, 64Mi or 1Gi.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static long Bytes(string text)
    {
        var shift = text.Length < 3 ? 0 : text[^2..] switch { "Ki" => 10, "Mi" => 20, "Gi" => 30, _ => 0 };
        var digits = shift == 0 ? text : text[..^2];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= long.MaxValue >> shift
            ? value << shift
            : throw new FormatException("not a size such as 1000, 64Ki, 64Mi or 1Gi");
    }

    [GeneratedRegex(@"^((?<h>\d{1,5}(\.\d+)?)h)?((?<m>\d{1,7}(\.\d+)?)m(?!s))?((?<s>\d{1,9}(\.\d+)?)s)?((?<ms>\d{1,12}(\.\d+)?)ms)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DurationPattern();
}
