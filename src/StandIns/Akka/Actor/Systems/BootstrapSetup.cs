using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>What an actor system is created with.</summary>
public sealed class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Option<Config> config, Option<ProviderSelection> actorRefProvider)
    {
        Config = config;
        ActorRefProvider = actorRefProvider;
    }

    /// <summary>The configuration, if there is one.</summary>
    public Option<Config> Config { get; }

    /// <summary>Which kind of actor system, if it is said.</summary>
    public Option<ProviderSelection> ActorRefProvider { get; }

    /// <summary>A setup that says nothing.</summary>
    public static BootstrapSetup Create() => new(Option<Config>.None, Option<ProviderSelection>.None);

    /// <summary>The same with another kind of actor system.</summary>
    public BootstrapSetup WithActorRefProvider(ProviderSelection name) => new(Config, name);

    /// <summary>The same with another configuration.</summary>
    public BootstrapSetup WithConfig(Config config) => new(config, ActorRefProvider);

    /// <summary>The same with a configuration below the one that is there.</summary>
    public BootstrapSetup WithConfigFallback(Config config) =>
        Config.HasValue ? WithConfig(Config.Value.SafeWithFallback(config)) : WithConfig(config);
}
