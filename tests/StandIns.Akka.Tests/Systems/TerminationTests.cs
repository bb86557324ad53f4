using Akka.Actor;
using Akka.Configuration;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Systems;

public sealed class TerminationTests
{
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }";

    private readonly Observer _observer = new();
    private readonly ActorSystem _system =
        ActorSystem.Create("test", ConfigurationFactory.ParseString(HandScheduler.Hocon + "\n" + Quiet));

    [Fact]
    public async Task Terminate_System_StopsUserActorsThenSystemActorsThenRunsCallbacksThenTheScheduler()
    {
        var parent = _system.ActorOf(Script.Props(_observer, "parent"), "parent");
        parent.Get(context => context.ActorOf(Script.Props(_observer, "child"), "child"));
        ((ExtendedActorSystem)_system).SystemActorOf(Script.Props(_observer, "system"), "system");
        _observer.ExpectAll("parent PreStart", "child PreStart", "system PreStart");
        var scheduler = HandScheduler.Of(_system);
        _system.RegisterOnTermination(() => _observer.Note($"first callback, scheduler disposed: {scheduler.IsDisposed}"));
        _system.RegisterOnTermination(() => _observer.Note("second callback"));

        await _system.Terminate().WaitAsync(Observer.Patience);
        await _system.WhenTerminated.WaitAsync(Observer.Patience);

        _observer.Expect("child PostStop");
        _observer.Expect("parent PostStop");
        _observer.Expect("system PostStop");
        _observer.Expect("second callback");
        _observer.Expect("first callback, scheduler disposed: False");
        Assert.True(SpinWait.SpinUntil(() => scheduler.IsDisposed, Observer.Patience));
    }

    [Fact]
    public async Task ActorOf_AfterTermination_Throws()
    {
        await _system.Terminate().WaitAsync(Observer.Patience);

        Assert.Throws<InvalidOperationException>(() => _system.ActorOf(Props.Empty));
    }

    [Fact]
    public async Task RegisterOnTermination_AfterTermination_Throws()
    {
        await _system.Terminate().WaitAsync(Observer.Patience);
        await _system.WhenTerminated.WaitAsync(Observer.Patience);

        Assert.Throws<InvalidOperationException>(() => _system.RegisterOnTermination(() => { }));
    }

    [Fact]
    public async Task Terminate_Twice_EndsOnce()
    {
        _system.ActorOf(Script.Props(_observer, "actor"));
        _observer.Expect("actor PreStart");

        await Task.WhenAll(_system.Terminate(), _system.Terminate()).WaitAsync(Observer.Patience);

        _observer.Expect("actor PostStop");
        _observer.ExpectNothing();
    }

    [Fact]
    public async Task Tell_AfterTermination_DoesNotThrow()
    {
        var actor = _system.ActorOf(Script.Props(_observer, "actor"));

        await _system.Terminate().WaitAsync(Observer.Patience);

        actor.Tell("late");
    }

    [Fact]
    public async Task SchedulerOfADisposedSystem_DefaultScheduler_Throws()
    {
        var system = ActorSystem.Create("test", ConfigurationFactory.ParseString(Quiet));
        system.Scheduler.ScheduleTellOnce(TimeSpan.Zero, system.DeadLetters, "started", ActorRefs.NoSender);
        await system.Terminate().WaitAsync(Observer.Patience);
        await system.WhenTerminated.WaitAsync(Observer.Patience);

        Assert.True(SpinWait.SpinUntil(() => Throws(system.Scheduler), Observer.Patience));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a_b")]
    public void Create_MalformedName_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => ActorSystem.Create(name));

    private static bool Throws(IScheduler scheduler)
    {
        try
        {
            scheduler.ScheduleTellOnce(TimeSpan.Zero, ActorRefs.Nobody, "late", ActorRefs.NoSender);
            return false;
        }
        catch (SchedulerException)
        {
            return true;
        }
    }
}
