using System.Collections.Concurrent;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The dispatchers of an actor system, by the path of their configuration.</summary>
public sealed class Dispatchers
{
    /// <summary>The dispatcher of actors that ask for no other.</summary>
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";

    /// <summary>A dispatcher for actors that block their thread.</summary>
    public const string DefaultBlockingDispatcherId = "akka.actor.default-blocking-io-dispatcher";

    internal const string InternalDispatcherId = "akka.actor.internal-dispatcher";

    private const int MaxAliasDepth = 20;

    private readonly ConcurrentDictionary<string, MessageDispatcherConfigurator> _configurators = new(StringComparer.Ordinal);

    internal Dispatchers(IDispatcherPrerequisites prerequisites)
    {
        Prerequisites = prerequisites;
    }

    /// <summary>The default dispatcher.</summary>
    public MessageDispatcher DefaultGlobalDispatcher => Lookup(DefaultDispatcherId);

    /// <summary>What dispatchers get from the actor system.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    internal MessageDispatcher InternalDispatcher => Lookup(InternalDispatcherId);

    private Config Settings => Prerequisites.Settings.Config;

    /// <summary>The dispatcher of a section. A section may also be the name of another one.</summary>
    /// <exception cref="ConfigurationException">There is no such section, or it describes no dispatcher.</exception>
    public MessageDispatcher Lookup(string dispatcherName) => Configurator(dispatcherName).Dispatcher();

    /// <summary>Whether there is a section or a registration of that name.</summary>
    public bool HasDispatcher(string id) => _configurators.ContainsKey(id) || Settings.HasPath(id);

    /// <summary>Registers a dispatcher that has no section. False: the name is taken.</summary>
    public bool RegisterConfigurator(string id, MessageDispatcherConfigurator configurator) =>
        _configurators.TryAdd(id, configurator);

    private MessageDispatcherConfigurator Configurator(string id)
    {
        var name = id;
        for (var depth = 0; depth < MaxAliasDepth; depth++)
        {
            if (_configurators.TryGetValue(name, out var known))
            {
                return known;
            }

            var section = Settings.GetValue(name) ?? throw new ConfigurationException($"Dispatcher {name} not configured.");
            if (section.IsObject())
            {
                return _configurators.GetOrAdd(name, Create(name));
            }

            name = section.GetString()
                ?? throw new ConfigurationException($"Expected either a dispatcher config or an alias at [{name}]");
        }

        throw new ConfigurationException(
            $"Dispatcher {id} is an alias of an alias, {MaxAliasDepth} deep; the last one is [{name}]");
    }

    private MessageDispatcherConfigurator Create(string id)
    {
        var name = id[(id.LastIndexOf('.') + 1)..];
        var config = ConfigurationFactory.ParseString($"id: \"{id}\"")
            .WithFallback(Settings.GetConfig(id))
            .WithFallback(ConfigurationFactory.ParseString($"name: \"{name}\""))
            .WithFallback(Settings.GetConfig(DefaultDispatcherId));
        switch (config.GetString("type"))
        {
            case "Dispatcher":
                return new ThreadPoolDispatcherConfigurator(config, Prerequisites);
            case null:
                throw new ConfigurationException($"Could not resolve dispatcher for path {id}. type is null");
            case var typeName:
                var type = Type.GetType(typeName)
                    ?? throw new ConfigurationException($"Could not resolve dispatcher type {typeName} for path {id}");
                return (MessageDispatcherConfigurator)Activator.CreateInstance(type, config, Prerequisites)!;
        }
    }
}
