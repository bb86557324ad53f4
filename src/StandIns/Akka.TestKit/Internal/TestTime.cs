namespace Akka.TestKit.Internal;

/// <summary>Durations in which a negative one means that there is no limit.</summary>
internal static class TestTime
{
    /// <summary>Refuses a negative duration.</summary>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public static void EnsureIsPositiveFinite(this TimeSpan duration, string parameterName)
    {
        if (duration < TimeSpan.Zero)
        {
            throw new ArgumentException($"The duration must not be negative; it is {duration}", parameterName);
        }
    }

    /// <summary>
    /// What is left until a time; below zero one tick, so that it is never taken for <see cref="Timeout.InfiniteTimeSpan"/>.
    /// </summary>
    public static TimeSpan LeftUntil(TimeSpan end)
    {
        var left = end - TestKitBase.Now;
        return left < TimeSpan.Zero ? TimeSpan.FromTicks(-1) : left;
    }

    /// <summary>The shorter one; no limit and null count as longer than any.</summary>
    public static TimeSpan Min(this TimeSpan one, TimeSpan? other)
    {
        if (other is not { } limit || limit < TimeSpan.Zero)
        {
            return one;
        }

        return one < TimeSpan.Zero || limit < one ? limit : one;
    }
}
