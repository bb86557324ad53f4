using System.Threading.Channels;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// A test with an actor system. Messages to its <see cref="TestActor"/> wait in a queue until the test expects them, in
/// order. Unless the test is an <see cref="INoImplicitSender"/>, the test actor is the sender of what the test tells.
/// </summary>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static int _testActorId;

    private readonly ITestKitAssertions _assertions;
    private readonly Channel<MessageEnvelope> _queue = Channel.CreateUnbounded<MessageEnvelope>();
    private MessageEnvelope? _last;
    private TimeSpan? _end;
    private bool _lastWasNoMsg;

    /// <summary>A test on a given actor system, or on one with the settings of the test kit.</summary>
    /// <param name="assertions">How the test fails.</param>
    /// <param name="system">The actor system, or null for a new one.</param>
    /// <param name="testActorName">The name of the test actor; null for a new one.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system, ActorSystemSetup.Empty, null, testActorName)
    {
    }

    /// <summary>A test on a new actor system.</summary>
    /// <param name="assertions">How the test fails.</param>
    /// <param name="setup">The setup of the actor system; the test kit's settings become its fallback.</param>
    /// <param name="actorSystemName">The name of the actor system; "test" by default.</param>
    /// <param name="testActorName">The name of the test actor; null for a new one.</param>
    protected TestKitBase(
        ITestKitAssertions assertions, ActorSystemSetup setup, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, setup, actorSystemName, testActorName)
    {
    }

    /// <summary>A test on a new actor system.</summary>
    /// <param name="assertions">How the test fails.</param>
    /// <param name="config">The settings of the actor system; the test kit's become their fallback.</param>
    /// <param name="actorSystemName">The name of the actor system; "test" by default.</param>
    /// <param name="testActorName">The name of the test actor; null for a new one.</param>
    protected TestKitBase(
        ITestKitAssertions assertions, Config config, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)), actorSystemName, testActorName)
    {
    }

    private TestKitBase(
        ITestKitAssertions assertions, ActorSystem? system, ActorSystemSetup setup, string? actorSystemName, string? testActorName)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        _assertions = assertions;
        Sys = TestSystem.Prepare(system, setup, actorSystemName ?? "test");
        Sys.RegisterExtension(new TestKitExtension());
        TestKitSettings = TestKitExtension.For(Sys);
        Log = Logging.GetLogger(Sys, GetType());
        TestActor = CreateTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref _testActorId)}");
        EventFilter = new EventFilterFactory(this, Sys);
        ImplicitSender.Install(this, TestActor);
    }

    /// <summary>The settings that every test kit adds as a fallback.</summary>
    public static Config DefaultConfig { get; } = Configs.TestConfigs.DefaultConfig;

    /// <summary>Settings that log everything that an actor system does.</summary>
    public static Config FullDebugConfig { get; } = ConfigurationFactory.ParseString("""
        akka {
          log-dead-letters = true
          log-dead-letters-during-shutdown = true
          loglevel = DEBUG
          stdout-loglevel = DEBUG
          actor.debug {
            receive = true
            autoreceive = true
            lifecycle = true
            event-stream = true
            unhandled = true
          }
        }
        """);

    /// <summary>The time of day, for time limits.</summary>
    public static TimeSpan Now => TimeSpan.FromTicks(DateTime.UtcNow.Ticks);

    /// <summary>The actor system.</summary>
    public ActorSystem Sys { get; }

    /// <summary>The time limits.</summary>
    public TestKitSettings TestKitSettings { get; }

    /// <summary>The log of the actor system, under the name of the test.</summary>
    public ILoggingAdapter Log { get; }

    /// <summary>The actor whose messages the test expects.</summary>
    public IActorRef TestActor { get; }

    /// <summary>Makes filters for log events.</summary>
    public EventFilterFactory EventFilter { get; }

    /// <summary>The sender of the last message received.</summary>
    /// <exception cref="IllegalActorStateException">The last attempt to receive gave no message.</exception>
    public IActorRef LastSender => Last.Sender;

    /// <summary>The last message received.</summary>
    /// <exception cref="IllegalActorStateException">The last attempt to receive gave no message.</exception>
    public object LastMessage => Last.Message;

    /// <summary>Whether a message waits.</summary>
    public bool HasMessages => _queue.Reader.Count > 0;

    private MessageEnvelope Last => _last ?? throw new IllegalActorStateException("The last attempt to receive gave no message");

    /// <summary>Creates another actor whose messages wait in the same queue.</summary>
    /// <param name="name">Its name.</param>
    public IActorRef CreateTestActor(string name)
    {
        var queue = _queue.Writer;
        var props = Props.Create(() => new InternalTestActor(queue)).WithDispatcher("akka.test.test-actor.dispatcher");
        return ((ExtendedActorSystem)Sys).SystemActorOf(props, name);
    }

    /// <summary>Creates an actor with a queue of its own.</summary>
    /// <param name="name">Its name; null for a new one.</param>
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    /// <summary>Creates an actor with a queue of its own.</summary>
    /// <param name="system">The actor system that it lives in.</param>
    /// <param name="name">Its name; null for a new one.</param>
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _assertions, name);

    internal void Fail(string message) => _assertions.Fail("{0}", message);

    /// <summary>Ends the actor system.</summary>
    /// <param name="duration">How long to wait; 5 s by default.</param>
    /// <param name="verifySystemShutdown">Whether a timeout fails the test; otherwise it is logged.</param>
    /// <exception cref="TimeoutException">The actor system did not end in time.</exception>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    /// <summary>Ends an actor system.</summary>
    /// <param name="system">The actor system; null for that of the test.</param>
    /// <param name="duration">How long to wait; 5 s by default.</param>
    /// <param name="verifySystemShutdown">Whether a timeout fails the test; otherwise it is logged.</param>
    /// <exception cref="TimeoutException">The actor system did not end in time.</exception>
    protected virtual void Shutdown(ActorSystem? system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        system ??= Sys;
        var limit = duration ?? Dilated(TimeSpan.FromSeconds(5)).Min(TimeSpan.FromSeconds(10));
        if (system.Terminate().Wait(limit))
        {
            return;
        }

        ((ExtendedActorSystem)system).Guardian.Stop();
        var message = $"Actor system {system.Name} did not end within {limit}";
        if (verifySystemShutdown)
        {
            throw new TimeoutException(message);
        }

        system.Log.Warning(message);
    }
}
