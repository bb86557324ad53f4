namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>What is left of the time limit of the enclosing Within, or the default time limit.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    /// <summary>What is left of the time limit of the enclosing Within.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TimeSpan Remaining => _end is { } end
        ? Left(end)
        : throw new InvalidOperationException("Remaining is defined only inside Within");

    /// <summary>A time limit, multiplied with the time factor; without one, <see cref="RemainingOrDefault"/>.</summary>
    /// <param name="duration">The time limit.</param>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public TimeSpan RemainingOrDilated(TimeSpan? duration) => duration is { } given ? Dilated(given) : RemainingOrDefault;

    /// <summary>A time limit, multiplied with the time factor.</summary>
    /// <param name="duration">The time limit.</param>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public TimeSpan Dilated(TimeSpan duration) => duration < TimeSpan.Zero
        ? throw new ArgumentException("A time limit must not be negative", nameof(duration))
        : new TimeSpan((long)(duration.Ticks * TestKitSettings.TestTimeFactor));

    /// <summary>A time limit, or the default one, neither multiplied.</summary>
    /// <param name="timeout">The time limit.</param>
    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout ?? TestKitSettings.SingleExpectDefault;

    /// <summary>What is left of the time limit of the enclosing Within, or a given duration.</summary>
    /// <param name="duration">The result outside of Within.</param>
    protected TimeSpan RemainingOr(TimeSpan duration) => _end is { } end ? Left(end) : duration;

    private static TimeSpan Left(TimeSpan end)
    {
        var left = end - Now;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}
