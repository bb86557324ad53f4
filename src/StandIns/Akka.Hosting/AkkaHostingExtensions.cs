using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Hosting;

/// <summary>Adds an actor system to a host.</summary>
public static class AkkaHostingExtensions
{
    /// <summary>Adds an actor system that starts and stops with the host.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="actorSystemName">The name of the actor system.</param>
    /// <param name="builder">Sets it up; runs when the actor system is first needed.</param>
    public static IServiceCollection AddAkka(
        this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder> builder) =>
        services.AddAkka(actorSystemName, (configuration, _) => builder(configuration));

    /// <summary>Adds an actor system that starts and stops with the host.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="actorSystemName">The name of the actor system.</param>
    /// <param name="builder">Sets it up, with the services at hand; runs when the actor system is first needed.</param>
    public static IServiceCollection AddAkka(
        this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder, IServiceProvider> builder)
    {
        services.AddSingleton(provider =>
        {
            var configuration = new AkkaConfigurationBuilder(actorSystemName);
            builder(configuration, provider);
            return configuration;
        });
        services.AddSingleton(provider =>
            provider.GetRequiredService<AkkaConfigurationBuilder>().CreateActorSystem(provider));
        services.AddSingleton(provider => ActorRegistry.For(provider.GetRequiredService<ActorSystem>()));
        services.AddSingleton<IActorRegistry>(provider => provider.GetRequiredService<ActorRegistry>());
        services.AddSingleton<IReadOnlyActorRegistry>(provider => provider.GetRequiredService<ActorRegistry>());
        services.AddSingleton(typeof(IRequiredActor<>), typeof(RequiredActor<>));
        return services.AddHostedService<AkkaHostedService>();
    }

    /// <summary>Adds settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="hocon">The settings; text converts to them.</param>
    /// <param name="addMode">Whether they go before or after those already there.</param>
    public static AkkaConfigurationBuilder AddHocon(
        this AkkaConfigurationBuilder builder, Config hocon, HoconAddMode addMode) =>
        builder.AddHoconConfiguration(hocon, addMode);

    /// <summary>Adds settings from a file.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="hoconFilePath">The file.</param>
    /// <param name="addMode">Whether they go before or after those already there.</param>
    public static AkkaConfigurationBuilder AddHoconFile(
        this AkkaConfigurationBuilder builder, string hoconFilePath, HoconAddMode addMode) =>
        builder.AddHocon(ConfigurationFactory.ParseString(File.ReadAllText(hoconFilePath)), addMode);

    /// <summary>Adds a delegate that creates actors.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="actorStarter">The delegate.</param>
    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry> actorStarter) =>
        builder.StartActors(actorStarter);

    /// <summary>Adds a delegate that creates actors with dependencies.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="actorStarter">The delegate.</param>
    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry, IDependencyResolver> actorStarter) =>
        builder.StartActors(actorStarter);

    /// <summary>Adds a delegate that creates actors with dependencies.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="actorStarter">The delegate.</param>
    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, ActorStarterWithResolver actorStarter) => builder.StartActors(actorStarter);

    /// <summary>Adds a delegate that creates actors.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="actorStarter">The delegate.</param>
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, ActorStarter actorStarter) =>
        builder.StartActors(actorStarter);
}
