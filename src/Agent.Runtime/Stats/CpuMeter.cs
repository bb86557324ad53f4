namespace Agent.Runtime.Stats;

/// <summary>CPU time of one container from reading to reading: never falling, and how fast it grew.</summary>
internal sealed class CpuMeter
{
    /// <summary>A rate over less than this would say more about the clock than about the container.</summary>
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private (DateTimeOffset At, ulong Nanoseconds)? _base;
    private ulong _highest;
    private ulong? _rate;

    /// <summary>Begins to count at 0, when the container starts.</summary>
    public void Start(DateTimeOffset at)
    {
        lock (_lock)
        {
            (_base, _highest, _rate) = ((at, 0), 0, null);
        }
    }

    /// <summary>
    /// Takes a reading. A sum over processes falls when one ends that nobody waited for; the usage reported does not.
    /// </summary>
    /// <returns>The usage in nanoseconds, and the rate in billionths of a core over the last window of a second or more.</returns>
    public (ulong Nanoseconds, ulong? NanoCores) Read(DateTimeOffset at, ulong nanoseconds)
    {
        lock (_lock)
        {
            _highest = Math.Max(_highest, nanoseconds);
            if (_base is not { } from)
            {
                _base = (at, _highest);
            }
            else if (at - from.At >= ShortestWindow)
            {
                _rate = (ulong)((_highest - from.Nanoseconds) / (at - from.At).TotalSeconds);
                _base = (at, _highest);
            }

            return (_highest, _rate);
        }
    }
}
