using Agent.Simulation.Randomness;
using Agent.Simulation.Time;
using Agent.Simulation.Tracing;
using Akka.Dispatch;

namespace Agent.Simulation.Execution;

/// <summary>
/// Runs a simulated actor system on the caller's thread: draws one of the mailboxes that have something to do, or one of the
/// events that are due, lets it process one message, and draws again. Time stands still meanwhile and moves only when nothing
/// is left to do at an instant.
/// </summary>
internal sealed class SimulationLoop
{
    private readonly Lock _lock = new();
    private readonly RunnableSet _runnable = new();
    private readonly SeededRandom _order;
    private readonly Dictionary<string, SeededRandom> _delays = new(StringComparer.Ordinal);
    private readonly SimulationOptions _options;
    private int _runner;
    private string? _intrusion;
    private string _lastPath = "";

    public SimulationLoop(SimulationOptions options)
    {
        _options = options;
        Random = new SeededRandom(options.Seed);
        _order = Random.For("order");
        Clock = new VirtualClock(options.Start, Random.For("ties"));
    }

    /// <summary>The simulation's randomness; take a sequence for each purpose from it.</summary>
    public SeededRandom Random { get; }

    public VirtualClock Clock { get; }

    public SimulationTrace Trace { get; } = new();

    /// <summary>Picks made so far.</summary>
    public long Steps { get; private set; }

    /// <summary>How late a turn may come.</summary>
    public TimeSpan LongestDelay => _options.DelayedRuns > 0 ? _options.LongestDelay : TimeSpan.Zero;

    /// <summary>Set while the actor system ends: then, and only then, other threads may come in.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Takes in what may run.</summary>
    public void Add(string path, IRunnable run)
    {
        var runner = Volatile.Read(ref _runner);
        if (runner != 0 && runner != Environment.CurrentManagedThreadId && !IsEnding)
        {
            _intrusion ??= $"{path} was made to run by another thread:{Environment.NewLine}{Environment.StackTrace}";
        }

        if (_options.DelayedRuns > 0 && !IsEnding && path.StartsWith(Simulation.UserPath, StringComparison.Ordinal) && Delays(path) is var delays
            && delays.Chance(_options.DelayedRuns))
        {
            var delay = delays.Between(TimeSpan.FromTicks(1), _options.LongestDelay);
            Clock.Schedule(delay, () => AddNow(path, run));
            return;
        }

        AddNow(path, run);
    }

    /// <summary>Runs all there is to do at this instant.</summary>
    public void RunInstant()
    {
        var context = SynchronizationContext.Current;
        if (TaskScheduler.Current != TaskScheduler.Default)
        {
            throw new InvalidOperationException("a simulation cannot run under a task scheduler: continuations would go to it");
        }

        if (Interlocked.CompareExchange(ref _runner, Environment.CurrentManagedThreadId, 0) != 0)
        {
            throw new InvalidOperationException("the simulation is running already: it cannot be advanced from within, or by two threads");
        }

        // Continuations of the simulated ports' tasks must run where the tasks are completed.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var last = Steps + _options.MaxStepsPerInstant;
            while (Step())
            {
                if (Steps > last)
                {
                    throw new InvalidOperationException(
                        $"after {_options.MaxStepsPerInstant} steps at {Clock.Now:O} there is still something to do; the last was {_lastPath}");
                }
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
            Volatile.Write(ref _runner, 0);
        }
    }

    /// <summary>Runs all that happens up to a point of time, and at it; or until a condition holds at the end of an instant.</summary>
    /// <returns>Whether the condition held.</returns>
    public bool RunTo(TimeSpan end, Func<bool>? condition = null)
    {
        while (true)
        {
            RunInstant();
            if (condition is not null && condition())
            {
                return true;
            }

            if (Clock.NextDue is not { } next || next > end)
            {
                break;
            }

            Clock.MoveTo(next);
        }

        Clock.MoveTo(end);
        return false;
    }

    private bool Step()
    {
        if (_intrusion is { } intrusion && !IsEnding)
        {
            throw new InvalidOperationException("the simulation is not deterministic: " + intrusion);
        }

        var isEventDue = Clock.IsEventDue;
        IRunnable? run = null;
        lock (_lock)
        {
            var candidates = _runnable.Count + (isEventDue ? 1 : 0);
            if (candidates == 0)
            {
                return false;
            }

            var pick = candidates == 1 ? 0 : _order.Next(candidates);
            if (pick < _runnable.Count)
            {
                (_lastPath, run) = _runnable.Take(pick);
            }
        }

        Steps++;
        if (run is null)
        {
            _lastPath = "an event";
            Clock.TakeDue().Fire();
        }
        else
        {
            Trace.Pick(_lastPath);
            run.Run();
        }

        return true;
    }

    // A sequence for each actor: Akka stops the children of an actor in the order of a hash table, which must decide nothing.
    private SeededRandom Delays(string path)
    {
        lock (_lock)
        {
            return _delays.TryGetValue(path, out var delays) ? delays : _delays[path] = Random.For("delays of " + path);
        }
    }

    private void AddNow(string path, IRunnable run)
    {
        lock (_lock)
        {
            _runnable.Add(path, run);
        }
    }
}
