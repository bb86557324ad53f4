using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2.Internals;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>The base of an xunit test class with an actor system, which ends with the test.</summary>
public class TestKit : TestKitBase, IDisposable
{
    /// <summary>Where the log goes, besides the console; may be null.</summary>
    protected readonly ITestOutputHelper? Output;

    private bool _disposed;

    /// <summary>A test on a given actor system, or on one with the settings of the test kit.</summary>
    /// <param name="system">The actor system, or null for a new one.</param>
    /// <param name="output">Where the log goes, besides the console.</param>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : base(Assertions, system)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>A test on a new actor system.</summary>
    /// <param name="config">The setup of the actor system; the test kit's settings become its fallback.</param>
    /// <param name="actorSystemName">The name of the actor system; "test" by default.</param>
    /// <param name="output">Where the log goes, besides the console.</param>
    public TestKit(ActorSystemSetup config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>A test on a new actor system.</summary>
    /// <param name="config">The settings of the actor system; the test kit's become their fallback.</param>
    /// <param name="actorSystemName">The name of the actor system; "test" by default.</param>
    /// <param name="output">Where the log goes, besides the console.</param>
    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>A test on a new actor system.</summary>
    /// <param name="config">The settings of the actor system as HOCON; the test kit's become their fallback.</param>
    /// <param name="output">Where the log goes, besides the console.</param>
    public TestKit(string config, ITestOutputHelper? output = null)
        : base(Assertions, ConfigurationFactory.ParseString(config))
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>The settings that every test kit adds as a fallback.</summary>
    public static new Config DefaultConfig => TestKitBase.DefaultConfig;

    /// <summary>Settings that log everything that an actor system does.</summary>
    public static new Config FullDebugConfig => TestKitBase.FullDebugConfig;

    /// <summary>How tests fail.</summary>
    protected static XunitAssertions Assertions { get; } = new();

    /// <summary>Ends the actor system.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs after the test, before the actor system ends.</summary>
    protected virtual void AfterAll()
    {
    }

    /// <summary>Ends the actor system, once.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            AfterAll();
        }
        finally
        {
            Shutdown();
        }
    }

    /// <summary>Has an actor system log to <see cref="Output"/>, if there is one.</summary>
    /// <param name="system">The actor system.</param>
    protected void InitializeLogger(ActorSystem system)
    {
        if (Output is { } output)
        {
            var logger = ((ExtendedActorSystem)system).SystemActorOf(Props.Create(() => new TestOutputLogger(output)), "log-test");
            logger.Ask<LoggerInitialized>(new InitializeLogger(system.EventStream), TimeSpan.FromSeconds(3))
                .ConfigureAwait(false).GetAwaiter().GetResult();
        }
    }
}
