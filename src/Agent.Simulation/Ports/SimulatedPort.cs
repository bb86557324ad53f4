using Agent.Simulation.Faults;
using Agent.Simulation.Randomness;
using Agent.Simulation.Time;

namespace Agent.Simulation.Ports;

/// <summary>What simulated ports have in common: latencies, faults, going down and hanging, and notes in the trace.</summary>
internal sealed class SimulatedPort
{
    private readonly Simulation _simulation;
    private readonly string _name;
    private readonly Func<Fault, Exception> _error;
    private readonly List<Action> _waiting = [];
    private bool _hung;

    /// <summary>A port.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="name">Node and port, e.g. <c>node-1/runtime</c>.</param>
    /// <param name="error">Makes the error of a fault.</param>
    public SimulatedPort(Simulation simulation, string name, Func<Fault, Exception> error)
    {
        _simulation = simulation;
        _name = name;
        _error = error;
        Random = simulation.RandomFor(name);
        Faults = new FaultPlan(simulation.RandomFor(name + " faults"));
    }

    public VirtualClock Clock => _simulation.Loop.Clock;

    public SeededRandom Random { get; }

    public FaultPlan Faults { get; }

    /// <summary>While set, every call fails with it at once.</summary>
    public Exception? Outage { get; set; }

    /// <summary>While true nothing has an effect and nothing is answered; afterwards what waited goes on.</summary>
    public bool IsHung
    {
        get => _hung;
        set
        {
            _hung = value;
            if (!value)
            {
                var waiting = _waiting.ToList();
                _waiting.Clear();
                foreach (var action in waiting)
                {
                    Clock.Schedule(Random.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(5)), () => WhenResponsive(action));
                }
            }
        }
    }

    public Exception Error(Fault fault) => _error(fault);

    /// <summary>Begins a call.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="request">Its content, for the trace.</param>
    /// <param name="latency">How long it takes.</param>
    /// <param name="effect">What it does; must return or throw through the call, now or later, or throw <see cref="SimulatedFailureException"/>.</param>
    /// <param name="cancellation">The caller gives up.</param>
    public Task<T> Call<T>(
        CallSubject subject, object request, LatencyRange latency, Action<SimulatedCall<T>> effect, CancellationToken cancellation)
    {
        Note(subject, "is called", request);
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }

        var fault = Outage is null ? Faults.Draw(subject) : null;
        var time = latency.Draw(Random);
        if (fault?.Kind == FaultKind.Delay)
        {
            time += fault.Delay;
        }

        return new SimulatedCall<T>(this, subject, fault, time, effect, cancellation).Task;
    }

    /// <summary>Runs an action, or keeps it until the port hangs no more.</summary>
    public void WhenResponsive(Action action)
    {
        if (_hung)
        {
            _waiting.Add(action);
        }
        else
        {
            action();
        }
    }

    public void Note(CallSubject subject, string what, object? content)
    {
        if (_simulation.Trace.IsOn)
        {
            _simulation.Trace.Port(_simulation.Elapsed, _name, $"{subject.Method} {what}", content);
        }
    }
}
