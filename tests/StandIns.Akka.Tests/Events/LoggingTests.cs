using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Events;

public sealed class LoggingTests : IAsyncLifetime
{
    private readonly Observer _observer = new();
    private readonly ActorSystem _system;

    public LoggingTests()
    {
        _system = ActorSystem.Create($"log{Guid.NewGuid():N}", ConfigurationFactory.ParseString($$"""
            akka {
              loggers = ["{{typeof(Recorder).AssemblyQualifiedName}}"]
              loglevel = INFO
              stdout-loglevel = OFF
              log-dead-letters = 2
            }
            """));
        Recorder.Observers[_system.Name] = _observer;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Recorder.Observers.TryRemove(_system.Name, out _);
        await _system.Terminate().WaitAsync(Observer.Patience);
    }

    [Fact]
    public void Log_Levels_ReachLoggersFromTheConfiguredLevelUp()
    {
        var log = Logging.GetLogger(_system, "source");

        log.Debug("too low");
        log.Info("text");
        log.Warning("{0} and {1}", "one", 2);
        log.Error(new InvalidOperationException("boom"), "with {0}", "cause");

        Assert.Equal("text", _observer.Expect<Info>().Message.ToString());
        Assert.Equal("one and 2", _observer.Expect<Warning>().Message.ToString());
        var error = _observer.Expect<Error>();
        Assert.Equal("with cause", error.Message.ToString());
        Assert.Equal("boom", error.Cause!.Message);
        Assert.Contains("source", error.LogSource, StringComparison.Ordinal);
        Assert.False(log.IsDebugEnabled);
        Assert.True(log.IsInfoEnabled);
        Assert.True(log.IsEnabled(LogLevel.ErrorLevel));
    }

    [Fact]
    public void GetLogger_OfAnActor_HasItsPathAndClass()
    {
        var actor = _system.ActorOf(Script.Props(new Observer(), "actor"), "actor");

        actor.Do(context => context.GetLogger().Info("hello"));

        var entry = _observer.Expect<Info>();
        Assert.Contains("/user/actor", entry.LogSource, StringComparison.Ordinal);
        Assert.Equal(typeof(Script), entry.LogClass);
    }

    [Fact]
    public void Failure_OfAnActor_IsLoggedAsAnError()
    {
        var actor = _system.ActorOf(Script.Props(new Observer(), "actor"), "actor");

        actor.Tell(new InvalidOperationException("boom"));

        var error = _observer.Expect<Error>();
        Assert.Equal("boom", error.Cause!.Message);
        Assert.Contains("/user/actor", error.LogSource, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetters_AfterTheFirstFew_AreNoLongerLogged()
    {
        await _system.ActorSelection("/system/deadLetterListener").ResolveOne(Observer.Patience);
        for (var i = 0; i < 5; i++)
        {
            _system.DeadLetters.Tell($"letter {i}", ActorRefs.NoSender);
        }

        Assert.Contains("[1] dead letters", _observer.Expect<Info>().Message.ToString(), StringComparison.Ordinal);
        Assert.Contains("no more dead letters", _observer.Expect<Info>().Message.ToString(), StringComparison.Ordinal);
        _system.Log.Info("last");
        Assert.Equal("last", _observer.Expect<Info>().Message.ToString());
    }

    [Fact]
    public void SetLogLevel_Lower_LetsMoreThrough()
    {
        _system.EventStream.SetLogLevel(LogLevel.DebugLevel);

        Logging.GetLogger(_system, "source").Debug("now");

        Assert.Equal("now", _observer.Expect<Debug>().Message.ToString());
    }

    [Theory]
    [InlineData("DEBUG", LogLevel.DebugLevel)]
    [InlineData("info", LogLevel.InfoLevel)]
    [InlineData("Warning", LogLevel.WarningLevel)]
    [InlineData("ERROR", LogLevel.ErrorLevel)]
    public void LogLevelFor_Name_IsTheLevel(string name, LogLevel level)
    {
        Assert.Equal(level, Logging.LogLevelFor(name));
        Assert.Equal(name.ToUpperInvariant(), level.StringFor());
    }

    [Fact]
    public void LogLevelFor_UnknownName_Throws() => Assert.Throws<ArgumentException>(() => Logging.LogLevelFor("loud"));

    [Fact]
    public void Create_UnknownLogger_Throws() => Assert.Throws<ConfigurationException>(() => ActorSystem.Create(
        "test", ConfigurationFactory.ParseString("akka { loggers = [\"No.Such, Logger\"], stdout-loglevel = OFF }")));

    private sealed class Recorder : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
    {
        public static readonly ConcurrentDictionary<string, Observer> Observers = new();

        public Recorder()
        {
            Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
            Receive<LogEvent>(entry =>
            {
                if (Observers.TryGetValue(Context.System.Name, out var observer))
                {
                    observer.Note(entry);
                }
            });
        }
    }
}
