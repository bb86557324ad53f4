using Akka.Configuration;

namespace Akka.Actor;

/// <summary>Makes the strategy of the user guardian, by <c>akka.actor.guardian-supervisor-strategy</c>.</summary>
public abstract class SupervisorStrategyConfigurator
{
    /// <summary>Makes the strategy.</summary>
    public abstract SupervisorStrategy Create();

    /// <summary>The configurator of that type name, which may be one of the two that come with the actor system.</summary>
    /// <exception cref="ConfigurationException">There is no such class.</exception>
    public static SupervisorStrategyConfigurator CreateConfigurator(string? typeName)
    {
        switch (typeName)
        {
            case "Akka.Actor.DefaultSupervisorStrategy":
                return new DefaultSupervisorStrategy();
            case "Akka.Actor.StoppingSupervisorStrategy":
                return new StoppingSupervisorStrategy();
            case null:
                throw new ConfigurationException("Could not resolve SupervisorStrategyConfigurator. typeName is null");
            default:
                var type = Type.GetType(typeName)
                    ?? throw new ConfigurationException($"Could not resolve SupervisorStrategyConfigurator type {typeName}");
                return (SupervisorStrategyConfigurator)Activator.CreateInstance(type)!;
        }
    }
}
