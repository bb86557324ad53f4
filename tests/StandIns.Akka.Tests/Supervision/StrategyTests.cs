using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Supervision;

public sealed class StrategyTests : SystemTest
{
    public static TheoryData<Exception, Directive> DefaultDecisions => new()
    {
        { new InvalidOperationException(), Directive.Restart },
        { new ActorInitializationException("x"), Directive.Stop },
        { new ActorKilledException("x"), Directive.Stop },
        { new DeathPactException(ActorRefs.Nobody), Directive.Stop },
    };

    [Theory]
    [MemberData(nameof(DefaultDecisions))]
    public void DefaultDecider_Exception_HasItsDirective(Exception failure, Directive expected) =>
        Assert.Equal(expected, SupervisorStrategy.DefaultDecider.Decide(failure));

    [Fact]
    public void DeciderFrom_Pairs_TakesTheFirstThatFits()
    {
        var decider = Decider.From(
            Directive.Escalate,
            Directive.Resume.When<ArgumentNullException>(),
            Directive.Stop.When<ArgumentException>());

        Assert.Equal(Directive.Resume, decider.Decide(new ArgumentNullException("x")));
        Assert.Equal(Directive.Stop, decider.Decide(new ArgumentException("x")));
        Assert.Equal(Directive.Escalate, decider.Decide(new InvalidOperationException("x")));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public void MaxRetries_Exceeded_StopsTheChild(int retries, int failures)
    {
        var instances = 0;
        var parent = Script("parent", new OneForOneStrategy(retries, null, _ => Directive.Restart));
        var child = parent.Get(context => context.Watch(context.ActorOf(Props.CreateBy(new Producer(() =>
        {
            instances++;
            return new Failing();
        })))));

        for (var i = 0; i < failures; i++)
        {
            child.Tell("fail", ActorRefs.NoSender);
        }

        Observer.Expect($"parent: <Terminated>: {child} - ExistenceConfirmed=True");
        Assert.Equal(retries + 1, instances);
    }

    [Fact]
    public void MaxRetriesWithinTime_FailuresFarApart_RestartsEachTime()
    {
        var clock = System.Scheduler;
        var window = TimeSpan.FromMilliseconds(20);
        var parent = Script("parent", new OneForOneStrategy(1, window, _ => Directive.Restart));
        var child = parent.Get(context => context.ActorOf(Harness.Script.Props(Observer, "child")));
        Observer.Expect("child PreStart");

        for (var i = 0; i < 4; i++)
        {
            var start = clock.HighResMonotonicClock;
            Assert.True(SpinWait.SpinUntil(() => clock.HighResMonotonicClock - start > 3 * window, Observer.Patience));
            child.Tell(new InvalidOperationException("boom"));
            Observer.Expect("child PreRestart boom");
            Observer.Expect("child PostStop");
            Observer.Expect("child PostRestart boom");
            Observer.Expect("child PreStart");
        }
    }

    [Fact]
    public void MaxRetriesWithinTime_FailuresTogether_StopsTheChild()
    {
        var parent = Script("parent", new OneForOneStrategy(2, TimeSpan.FromHours(1), _ => Directive.Restart));
        var child = parent.Get(context => context.Watch(context.ActorOf(Props.Create(() => new Failing()))));

        for (var i = 0; i < 3; i++)
        {
            child.Tell("fail", ActorRefs.NoSender);
        }

        Observer.Expect($"parent: <Terminated>: {child} - ExistenceConfirmed=True");
    }

    [Fact]
    public void MaxRetries_OfOneChild_DoesNotCountForAnother()
    {
        var parent = Script("parent", new OneForOneStrategy(1, null, _ => Directive.Restart));
        var first = Child(parent, "first");
        var second = Child(parent, "second");

        first.Tell(new InvalidOperationException("boom"));
        second.Tell(new InvalidOperationException("boom"));
        first.Tell("alive");
        second.Tell("alive");

        var notes = Observer.Next(10).Select(note => note.ToString()).ToArray();
        Assert.Contains("first: alive", notes);
        Assert.Contains("second: alive", notes);
    }

    [Fact]
    public void Kill_ByDefault_StopsTheActor()
    {
        var parent = Script("parent");
        var child = Child(parent, "child");
        parent.Get(context => context.Watch(child));

        child.Tell(Kill.Instance);

        Observer.Expect("child PostStop");
        Observer.Expect($"parent: <Terminated>: {child} - ExistenceConfirmed=True");
    }

    [Fact]
    public void Strategy_Constructors_KeepTheirLimits()
    {
        var limited = new OneForOneStrategy(3, TimeSpan.FromSeconds(2), _ => Directive.Stop);
        var unlimited = new AllForOneStrategy(null, null, _ => Directive.Stop);

        Assert.Equal((3, 2000), (limited.MaxNumberOfRetries, limited.WithinTimeRangeMilliseconds));
        Assert.Equal((5, 2000), (limited.WithMaxNrOfRetries(5).MaxNumberOfRetries, limited.WithinTimeRangeMilliseconds));
        Assert.Equal((-1, -1), (unlimited.MaxNumberOfRetries, unlimited.WithinTimeRangeMilliseconds));
    }

    private sealed class Failing : UntypedActor
    {
        protected override void OnReceive(object message) => throw new InvalidOperationException("boom");
    }
}
