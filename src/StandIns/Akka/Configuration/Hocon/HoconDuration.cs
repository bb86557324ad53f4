using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Durations: a number of milliseconds, a number with a unit, or "infinite".</summary>
internal static class HoconDuration
{
    /// <summary>Reads a duration.</summary>
    /// <exception cref="FormatException">It is none, or negative. "us" is one: the reference implementation rejects it.</exception>
    public static TimeSpan Parse(string text, bool allowInfinite)
    {
        if (allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
        {
            return Timeout.InfiniteTimeSpan;
        }

        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits > 0 && text[digits] == '.')
        {
            var fraction = text.AsSpan(digits + 1).IndexOfAnyExceptInRange('0', '9');
            digits = fraction > 0 ? digits + 1 + fraction : -1;
        }

        return digits > 0 && FromUnit(text[digits..].TrimStart(), Number(text[..digits])) is { } duration
            ? duration
            : TimeSpan.FromMilliseconds(Number(text));
    }

    private static TimeSpan? FromUnit(string unit, double value) => unit switch
    {
        "nanoseconds" or "nanosecond" or "nanos" or "nano" or "ns" => Ticks(value / 1_000_000),
        "microseconds" or "microsecond" or "micros" or "micro" => Ticks(value / 1_000),
        "milliseconds" or "millisecond" or "millis" or "milli" or "ms" => TimeSpan.FromMilliseconds(value),
        "seconds" or "second" or "s" => TimeSpan.FromSeconds(value),
        "minutes" or "minute" or "m" => TimeSpan.FromMinutes(value),
        "hours" or "hour" or "h" => TimeSpan.FromHours(value),
        "days" or "day" or "d" => TimeSpan.FromDays(value),
        _ => null,
    };

    private static TimeSpan Ticks(double milliseconds) =>
        TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond));

    private static double Number(string text)
    {
        var value = double.Parse(text, NumberFormatInfo.InvariantInfo);
        return value < 0 ? throw new FormatException("A duration is not negative") : value;
    }
}
