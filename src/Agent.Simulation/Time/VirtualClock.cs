using Agent.Simulation.Randomness;
using Akka.Actor;

namespace Agent.Simulation.Time;

/// <summary>
/// Virtual time and the events to come. It moves only when told to, from event to event; of events due at the same time the
/// seed decides which comes first.
/// </summary>
internal sealed class VirtualClock(DateTimeOffset start, SeededRandom random)
{
    // Monotonic clocks are not 0 when a program starts, and programs may take 0 for "never".
    private const long FirstTimestamp = TimeSpan.TicksPerHour;

    private readonly PriorityQueue<ScheduledEvent, (TimeSpan Due, ulong Draw, long Sequence)> _events = new();
    private long _sequence;

    /// <summary>Since the simulation began.</summary>
    public TimeSpan Elapsed { get; private set; }

    public DateTimeOffset Now => start + Elapsed;

    /// <summary>A monotonic timestamp, in units of 100 ns.</summary>
    public long Timestamp => FirstTimestamp + Elapsed.Ticks;

    public ScheduledEvent Schedule(TimeSpan delay, Action action, ICancelable? cancelable = null)
    {
        var happening = new ScheduledEvent(Elapsed + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero), action, cancelable);
        _events.Enqueue(happening, (happening.Due, random.NextBits(), _sequence++));
        return happening;
    }

    /// <summary>When the next event is due; null if there is none.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            while (_events.TryPeek(out var next, out _))
            {
                if (!next.IsCancelled)
                {
                    return next.Due;
                }

                _events.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Whether an event is due now.</summary>
    public bool IsEventDue => NextDue is { } due && due <= Elapsed;

    /// <summary>Takes the next event; only after <see cref="IsEventDue"/> has said that there is one.</summary>
    public ScheduledEvent TakeDue() => _events.Dequeue();

    /// <summary>Moves on. Events due before stay due.</summary>
    public void MoveTo(TimeSpan elapsed)
    {
        if (elapsed > Elapsed)
        {
            Elapsed = elapsed;
        }
    }
}
