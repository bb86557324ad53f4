using Agent.Simulation.Execution;
using Agent.Simulation.Randomness;
using Agent.Simulation.Time;
using Agent.Simulation.Tracing;
using Akka.Actor;
using Akka.Actor.Setup;

namespace Agent.Simulation;

/// <summary>
/// An actor system on one thread and in virtual time, in an order drawn from a seed. Actors in it run only while one of
/// <see cref="Advance"/>, <see cref="RunUntil"/> and <see cref="RunToQuiescence"/> is under way, on the thread that called it.
/// </summary>
public sealed class Simulation : IDisposable
{
    /// <summary>Where the agents' actors are; what is elsewhere is not traced.</summary>
    internal const string UserPath = "/user/";

    // In real time: the end of an actor system is not simulated.
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(30);

    private readonly List<SimulationError> _errors = [];

    private Simulation(ActorSystem system)
    {
        System = system;
        Loop = ((VirtualScheduler)system.Scheduler).Loop;
        Time = new VirtualTimeProvider(Loop.Clock);
        var observer = ((ExtendedActorSystem)system).SystemActorOf(ErrorObserver.Props(this), "simulation-errors");
        ErrorObserver.Subscribe(system.EventStream, observer);
    }

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>Virtual time.</summary>
    public TimeProvider Time { get; }

    /// <summary>Virtual time since the simulation began.</summary>
    public TimeSpan Elapsed => Loop.Clock.Elapsed;

    /// <summary>What happened, as a hash.</summary>
    public SimulationTrace Trace => Loop.Trace;

    /// <summary>Exceptions that actors threw and messages that they did not handle, in order. A correct program has none.</summary>
    public IReadOnlyList<SimulationError> Errors => _errors;

    /// <summary>Turns of actors and events so far.</summary>
    public long Steps => Loop.Steps;

    internal SimulationLoop Loop { get; }

    /// <summary>Makes a simulation at rest.</summary>
    public static Simulation Create(long seed) => Create(new SimulationOptions { Seed = seed });

    /// <summary>Makes a simulation at rest.</summary>
    public static Simulation Create(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var bootstrap = BootstrapSetup.Create().WithConfig(SimulationConfig.For(options));
        return new Simulation(ActorSystem.Create("simulation", ActorSystemSetup.Create(bootstrap)));
    }

    /// <summary>Randomness for a purpose: the same for the same seed and name.</summary>
    public SeededRandom RandomFor(string name) => Loop.Random.For(name);

    /// <summary>Has something happen later, as an event of its own.</summary>
    public void Schedule(TimeSpan delay, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Loop.Clock.Schedule(delay, action);
    }

    /// <summary>Runs all that there is to do now; time does not pass.</summary>
    public void RunToQuiescence() => Loop.RunInstant();

    /// <summary>Lets time pass, and everything in it happen.</summary>
    /// <param name="time">How much; not negative.</param>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Loop.RunTo(Elapsed + time);
    }

    /// <summary>Lets time pass until a condition holds. It is looked at whenever there is nothing left to do at an instant.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="limit">How much time may pass.</param>
    /// <returns>False if the condition did not come to hold.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Loop.RunTo(Elapsed + limit, condition);
    }

    /// <summary>Ends the actor system.</summary>
    public void Dispose()
    {
        if (Loop.IsEnding)
        {
            return;
        }

        Loop.IsEnding = true;
        var ended = System.Terminate();
        var deadline = EndTimeout;
        while (!ended.IsCompleted && deadline > TimeSpan.Zero)
        {
            // Turns that were to come late come now.
            Loop.RunTo(Elapsed + Loop.LongestDelay);

            // The last steps of the system's end are continuations on the thread pool.
            var pause = TimeSpan.FromMilliseconds(10);
            ended.Wait(pause);
            deadline -= pause;
        }

        if (!ended.IsCompleted)
        {
            throw new TimeoutException($"the actor system of the simulation did not end within {EndTimeout.TotalSeconds} s");
        }
    }

    internal void Report(string source, string message) => _errors.Add(new SimulationError(Elapsed, source, message));
}
