using System.Globalization;
using Agent.Node.Hosting;
using Agent.Simulation.Execution;
using Agent.Simulation.Time;
using Akka.Configuration;

namespace Agent.Simulation;

/// <summary>The configuration of an actor system that is simulated.</summary>
public static class SimulationConfig
{
    /// <summary>
    /// Scheduler and dispatchers (default, internal, blocking, and those of the test kit) of a simulation. Nothing in it runs on
    /// a thread or a clock of its own: no loggers, no listener of dead letters, no phases of shutdown.
    /// </summary>
    public static Config For(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var dispatcher = $"\"{typeof(SeededDispatcherConfigurator).FullName}, Agent.Simulation\"";
        return ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            agent.simulation {
              seed = {{options.Seed}}
              start = "{{options.Start:O}}"
              delayed-runs = {{options.DelayedRuns}}
              longest-delay = {{options.LongestDelay.TotalMilliseconds}}ms
              max-steps-per-instant = {{options.MaxStepsPerInstant}}
            }
            akka {
              loggers = []
              loglevel = WARNING
              stdout-loglevel = OFF
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              scheduler.implementation = "{{typeof(VirtualScheduler).FullName}}, Agent.Simulation"
              actor {
                guardian-supervisor-strategy = "{{NodeGuardianStrategy.TypeName}}"
                default-dispatcher.type = {{dispatcher}}
                internal-dispatcher.type = {{dispatcher}}
                default-blocking-io-dispatcher.type = {{dispatcher}}
              }
              test {
                test-actor.dispatcher.type = {{dispatcher}}
                calling-thread-dispatcher.type = {{dispatcher}}
              }
              coordinated-shutdown {
                run-by-clr-shutdown-hook = off
                run-by-actor-system-terminate = off
              }
            }
            """));
    }
}
