using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Hosting.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Collects what an actor system starts with. Once it has started, additions are ignored.</summary>
public sealed class AkkaConfigurationBuilder
{
    private readonly string _actorSystemName;
    private readonly List<Setup> _setups = [];
    private readonly List<ActorStarter> _actorStarters = [];
    private readonly List<StartupTask> _startupTasks = [];
    private Config _configuration = Config.Empty;
    private bool _complete;

    internal AkkaConfigurationBuilder(string actorSystemName)
    {
        _actorSystemName = actorSystemName;
    }

    /// <summary>Adds a delegate that creates actors. The delegates run one after the other, in this order.</summary>
    /// <param name="starter">The delegate.</param>
    public AkkaConfigurationBuilder StartActors(ActorStarter starter)
    {
        if (!_complete)
        {
            _actorStarters.Add(starter);
        }

        return this;
    }

    /// <summary>Adds a delegate that creates actors with dependencies.</summary>
    /// <param name="starter">The delegate.</param>
    public AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter) =>
        StartActors(new ActorStarter((system, registry) =>
            starter(system, registry, DependencyResolver.For(system).Resolver)));

    /// <summary>Adds a delegate that creates actors.</summary>
    /// <param name="starter">The delegate.</param>
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter) =>
        StartActors(new ActorStarter((system, registry) =>
        {
            starter(system, registry);
            return Task.CompletedTask;
        }));

    /// <summary>Adds a delegate that creates actors with dependencies.</summary>
    /// <param name="starter">The delegate.</param>
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry, IDependencyResolver> starter) =>
        StartActors(new Action<ActorSystem, IActorRegistry>((system, registry) =>
            starter(system, registry, DependencyResolver.For(system).Resolver)));

    /// <summary>Adds a delegate that runs once all actor starters are done.</summary>
    /// <param name="startupTask">The delegate.</param>
    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        if (!_complete)
        {
            _startupTasks.Add(startupTask);
        }

        return this;
    }

    /// <summary>Adds a delegate that runs once all actor starters are done.</summary>
    /// <param name="startupTask">The delegate.</param>
    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask) =>
        AddStartup(new StartupTask((system, registry) =>
        {
            startupTask(system, registry);
            return Task.CompletedTask;
        }));

    internal AkkaConfigurationBuilder AddHoconConfiguration(Config hocon, HoconAddMode addMode)
    {
        ArgumentNullException.ThrowIfNull(hocon);
        if (!_complete)
        {
            _configuration = addMode switch
            {
                HoconAddMode.Append => _configuration.SafeWithFallback(hocon),
                HoconAddMode.Prepend or HoconAddMode.Replace => hocon.SafeWithFallback(_configuration),
                _ => throw new ArgumentOutOfRangeException(nameof(addMode), addMode, null),
            };
        }

        return this;
    }

    internal void AddSetup(Setup setup)
    {
        if (!_complete)
        {
            _setups.Add(setup);
        }
    }

    internal ActorSystem CreateActorSystem(IServiceProvider services)
    {
        if (!_setups.OfType<LoggerFactorySetup>().Any() && services.GetService<ILoggerFactory>() is { } log)
        {
            _setups.Add(new LoggerFactorySetup(log));
        }

        var setup = BootstrapSetup.Create().WithConfig(_configuration).And(DependencyResolverSetup.Create(services));
        return ActorSystem.Create(_actorSystemName, _setups.Aggregate(setup, (all, one) => all.And(one)));
    }

    internal async Task StartAsync(ActorSystem system)
    {
        if (_complete)
        {
            return;
        }

        _complete = true;
        var registry = ActorRegistry.For(system);
        foreach (var starter in _actorStarters)
        {
            await starter(system, registry).ConfigureAwait(false);
        }

        foreach (var startupTask in _startupTasks)
        {
            await startupTask(system, registry).ConfigureAwait(false);
        }
    }
}
