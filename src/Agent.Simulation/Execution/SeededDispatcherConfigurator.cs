using Agent.Simulation.Time;
using Akka.Configuration;
using Akka.Dispatch;

namespace Agent.Simulation.Execution;

/// <summary>
/// Makes the dispatchers of a simulated actor system; named in <c>type</c> of a dispatcher's section. The system's scheduler
/// must be a <see cref="VirtualScheduler"/>: it has the loop that the dispatchers feed.
/// </summary>
public sealed class SeededDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly SeededDispatcher _dispatcher;

    /// <summary>A configurator for a section.</summary>
    /// <exception cref="ConfigurationException">The system's scheduler is another one.</exception>
    public SeededDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(prerequisites);
        var id = config.GetString("id") ?? "";
        _dispatcher = prerequisites.Scheduler is VirtualScheduler scheduler
            ? new SeededDispatcher(this, id, scheduler.Loop)
            : throw new ConfigurationException(
                $"{id} is a dispatcher of simulations: akka.scheduler.implementation must be \"{typeof(VirtualScheduler).FullName}, Agent.Simulation\"");
    }

    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() => _dispatcher;
}
