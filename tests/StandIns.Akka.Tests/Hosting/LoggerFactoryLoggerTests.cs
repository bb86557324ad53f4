using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace StandIns.Akka.Tests.Hosting;

public class LoggerFactoryLoggerTests
{
    [Fact]
    public async Task Log_Levels_MapToTheHosts()
    {
        using var recorder = new RecordingLoggerProvider();
        await using var host = await HostedActors.Start(Configure(AkkaLevel.DebugLevel), Record(recorder));
        var log = Logging.GetLogger(host.System, "my-source");

        log.Debug("at debug");
        log.Info("at info");
        log.Warning("at warning {0}", 7);
        log.Error(new FormatException("the cause"), "at error");

        Assert.Equal(LogLevel.Debug, (await recorder.Wait("at debug")).Level);
        Assert.Equal(LogLevel.Information, (await recorder.Wait("at info")).Level);
        Assert.Equal(LogLevel.Warning, (await recorder.Wait("at warning 7")).Level);
        var error = await recorder.Wait("at error");
        Assert.Equal(LogLevel.Error, error.Level);
        Assert.Equal("the cause", error.Exception!.Message);
        Assert.Equal("Akka.Actor.ActorSystem", error.Category);
        Assert.Contains("my-source", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_BelowLevel_IsDropped()
    {
        using var recorder = new RecordingLoggerProvider();
        await using var host = await HostedActors.Start(Configure(AkkaLevel.WarningLevel), Record(recorder));
        var log = Logging.GetLogger(host.System, "my-source");

        log.Info("dropped");
        log.Warning("kept");

        await recorder.Wait("kept");
        Assert.DoesNotContain(recorder.Entries, entry => entry.Text.Contains("dropped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddLoggerFactory_GivenOne_IsUsed()
    {
        using var given = new RecordingLoggerProvider();
        using var factory = LoggerFactory.Create(builder => builder.AddProvider(given));
        using var hosts = new RecordingLoggerProvider();
        await using var host = await HostedActors.Start(
            (builder, _) => builder.ConfigureLoggers(setup => setup.ClearLoggers().AddLoggerFactory(factory)), Record(hosts));

        Logging.GetLogger(host.System, "my-source").Info("hello");

        await given.Wait("hello");
        Assert.DoesNotContain(hosts.Entries, entry => entry.Text.Contains("hello", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_ActorFails_HasItsException()
    {
        using var recorder = new RecordingLoggerProvider();
        await using var host = await HostedActors.Start(Configure(AkkaLevel.InfoLevel), Record(recorder));
        var actor = host.System.ActorOf(Props.Create(() => new Failing()), "failing");

        actor.Tell("fail");

        var entry = await recorder.Wait("told to");
        Assert.IsType<FormatException>(entry.Exception);
        Assert.Contains("/user/failing", entry.Text, StringComparison.Ordinal);
    }

    private static Action<AkkaConfigurationBuilder, IServiceProvider> Configure(AkkaLevel level) =>
        (builder, _) => builder.ConfigureLoggers(setup =>
        {
            setup.LogLevel = level;
            setup.ClearLoggers();
            setup.AddLoggerFactory();
        });

    private static Action<IServiceCollection> Record(RecordingLoggerProvider recorder) => services =>
        services.AddLogging(builder => builder.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(recorder));

    private sealed class Failing : UntypedActor
    {
        protected override void OnReceive(object message) => throw new FormatException("told to");
    }
}
