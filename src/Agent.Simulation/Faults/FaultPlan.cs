using Agent.Simulation.Ports;
using Agent.Simulation.Randomness;

namespace Agent.Simulation.Faults;

/// <summary>The faults of a port. The first one that matches a call and is drawn hits it.</summary>
public sealed class FaultPlan
{
    private readonly List<Entry> _entries = [];
    private readonly SeededRandom _random;

    internal FaultPlan(SeededRandom random)
    {
        _random = random;
    }

    /// <summary>Adds a fault.</summary>
    /// <returns>Lifts the fault; calls that hang stay hung until they are cancelled.</returns>
    public IDisposable Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var entry = new Entry(this, fault);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Lifts all faults.</summary>
    public void Clear() => _entries.Clear();

    internal Fault? Draw(CallSubject subject)
    {
        foreach (var entry in _entries)
        {
            if (entry.Fault.Matches(subject) && (entry.Fault.Probability >= 1 || _random.Chance(entry.Fault.Probability)))
            {
                if (--entry.Left == 0)
                {
                    entry.Dispose();
                }

                return entry.Fault;
            }
        }

        return null;
    }

    private sealed class Entry(FaultPlan plan, Fault fault) : IDisposable
    {
        public Fault Fault { get; } = fault;

        public int Left { get; set; } = fault.Times ?? -1;

        public void Dispose() => plan._entries.Remove(this);
    }
}
