using System.Buffers;
using System.Globalization;
using System.Text;

namespace Agent.Node.Configuration;

/// <summary>Durations in the format of Go's <c>time.Duration</c>: <c>1h30m</c>, <c>1.5s</c>, <c>300ms</c>, <c>-2m</c>, <c>0</c>.</summary>
public static class GoDuration
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Name, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("us", TimeSpan.TicksPerMicrosecond),
        ("µs", TimeSpan.TicksPerMicrosecond), // U+00B5, micro sign
        ("μs", TimeSpan.TicksPerMicrosecond), // U+03BC, Greek letter mu
        ("ns", 0),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
    ];

    /// <summary>Reads a duration. What is finer than 100 ns is cut off.</summary>
    /// <returns>False when the text is not a duration, or one that does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var negative = text.StartsWith("-", StringComparison.Ordinal);
        if (negative || text.StartsWith("+", StringComparison.Ordinal))
        {
            text = text[1..];
        }

        if (text is "0")
        {
            return true;
        }

        if (text.IsEmpty)
        {
            return false;
        }

        decimal ticks = 0;
        while (!text.IsEmpty)
        {
            if (!TryTakeNumber(ref text, out var number) || !TryTakeUnit(ref text, out var unit))
            {
                return false;
            }

            ticks += unit == 0 ? number / TimeSpan.NanosecondsPerTick : number * unit;
            if (ticks > long.MaxValue)
            {
                return false;
            }
        }

        value = new TimeSpan((long)(negative ? -ticks : ticks));
        return true;
    }

    /// <summary>Writes a duration as Go does: the largest unit first, seconds always, no zero units in front.</summary>
    public static string Format(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
        {
            return "0s";
        }

        var text = new StringBuilder(value < TimeSpan.Zero ? "-" : "");
        var ticks = Math.Abs((decimal)value.Ticks);
        if (ticks < TimeSpan.TicksPerSecond)
        {
            var (unit, name) = ticks switch
            {
                < TimeSpan.TicksPerMicrosecond => (0.01m, "ns"),
                < TimeSpan.TicksPerMillisecond => (TimeSpan.TicksPerMicrosecond, "µs"),
                _ => ((decimal)TimeSpan.TicksPerMillisecond, "ms"),
            };
            return text.Append(Number(ticks / unit)).Append(name).ToString();
        }

        var hours = Math.Floor(ticks / TimeSpan.TicksPerHour);
        var minutes = Math.Floor(ticks % TimeSpan.TicksPerHour / TimeSpan.TicksPerMinute);
        if (hours > 0)
        {
            text.Append(Number(hours)).Append('h');
        }

        if (hours > 0 || minutes > 0)
        {
            text.Append(Number(minutes)).Append('m');
        }

        return text.Append(Number(ticks % TimeSpan.TicksPerMinute / TimeSpan.TicksPerSecond)).Append('s').ToString();
    }

    private static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);

    private static bool TryTakeNumber(ref ReadOnlySpan<char> text, out decimal number)
    {
        var length = text.IndexOfAnyExcept(NumberCharacters);
        var digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) &&
            number <= long.MaxValue;
    }

    private static bool TryTakeUnit(ref ReadOnlySpan<char> text, out long ticks)
    {
        foreach (var (name, unit) in Units)
        {
            if (text.StartsWith(name, StringComparison.Ordinal))
            {
                text = text[name.Length..];
                ticks = unit;
                return true;
            }
        }

        ticks = 0;
        return false;
    }
}
