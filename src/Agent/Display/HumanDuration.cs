using System.Globalization;

namespace Agent.Display;

/// <summary>Durations as people read them, in at most two units: <c>45s</c>, <c>3m20s</c>, <c>25m</c>, <c>5h30m</c>, <c>3d</c>.</summary>
internal static class HumanDuration
{
    /// <summary>The duration as text; a negative one (a clock that was set back) is 0s.</summary>
    public static string Format(TimeSpan value)
    {
        var seconds = Math.Max(0, (long)Math.Round(value.TotalSeconds));
        return seconds switch
        {
            < 120 => Unit(seconds, "s"),
            < 600 => Units(seconds / 60, "m", seconds % 60, "s"),
            < 3 * 3600 => Unit(seconds / 60, "m"),
            < 8 * 3600 => Units(seconds / 3600, "h", seconds / 60 % 60, "m"),
            < 48 * 3600 => Unit(seconds / 3600, "h"),
            < 8 * 86400 => Units(seconds / 86400, "d", seconds / 3600 % 24, "h"),
            _ => Unit(seconds / 86400, "d"),
        };
    }

    private static string Unit(long count, string unit) => count.ToString(CultureInfo.InvariantCulture) + unit;

    private static string Units(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? Unit(large, largeUnit) : Unit(large, largeUnit) + Unit(small, smallUnit);
}
