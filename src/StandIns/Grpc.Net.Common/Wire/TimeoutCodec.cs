using System.Globalization;

namespace Grpc.Net.Wire;

/// <summary>The value of <c>grpc-timeout</c>: at most eight digits and a unit.</summary>
internal static class TimeoutCodec
{
    /// <summary>The longest timeout that can be sent: 99,999,999 seconds, some three years.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(MaxValue);

    private const long MaxValue = 99_999_999;

    /// <summary>Rounds up, so that the server does not give up before the client.</summary>
    public static string Encode(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero)
        {
            return "1n";
        }

        var milliseconds = (long)Math.Ceiling(timeout.TotalMilliseconds);
        return milliseconds <= MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(MaxValue, (milliseconds + 999) / 1000)}S");
    }

    /// <summary>The timeout of a header, at most <see cref="Longest"/>; null for one that is not valid or is zero.</summary>
    public static TimeSpan? Decode(string value)
    {
        if (value.Length is < 2 or > 9
            || !long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        TimeSpan? timeout = value[^1] switch
        {
            'H' => TimeSpan.FromTicks(number * TimeSpan.TicksPerHour),
            'M' => TimeSpan.FromTicks(number * TimeSpan.TicksPerMinute),
            'S' => TimeSpan.FromTicks(number * TimeSpan.TicksPerSecond),
            'm' => TimeSpan.FromTicks(number * TimeSpan.TicksPerMillisecond),
            'u' => TimeSpan.FromTicks(number * TimeSpan.TicksPerMicrosecond),
            'n' => TimeSpan.FromTicks(number / TimeSpan.NanosecondsPerTick),
            _ => null,
        };
        return timeout is { Ticks: > 0 } ? TimeSpan.FromTicks(Math.Min(timeout.Value.Ticks, Longest.Ticks)) : null;
    }
}
