using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Configs;
using Akka.TestKit.Xunit2;

namespace StandIns.Akka.Tests.TestKits;

public class TestSchedulerTests() : TestKit(TestConfigs.TestSchedulerConfig)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void ScheduleTellOnce_Advance_DeliversWhenDue()
    {
        Scheduler.ScheduleTellOnce(Second, TestActor, "x", TestActor);

        ExpectNoMsg(20);
        Scheduler.Advance(Second - TimeSpan.FromTicks(1));
        ExpectNoMsg(20);
        Scheduler.Advance(TimeSpan.FromTicks(1));
        ExpectMsg("x");
        Scheduler.Advance(Second);
        ExpectNoMsg(20);
    }

    [Fact]
    public void Advance_SeveralDue_DeliversInOrderOfTime()
    {
        Scheduler.ScheduleTellOnce(3 * Second, TestActor, "third", TestActor);
        Scheduler.ScheduleTellOnce(Second, TestActor, "first", TestActor);
        Scheduler.ScheduleTellOnce(2 * Second, TestActor, "second", TestActor);

        Scheduler.Advance(3 * Second);

        ExpectMsg("first");
        ExpectMsg("second");
        ExpectMsg("third");
    }

    [Fact]
    public void ScheduleTellOnce_Cancelled_DeliversNothing()
    {
        using var cancelable = new Cancelable(Sys.Scheduler);
        Scheduler.ScheduleTellOnce(Second, TestActor, "x", TestActor, cancelable);

        cancelable.Cancel();
        Scheduler.Advance(2 * Second);

        ExpectNoMsg(20);
    }

    [Fact]
    public void ScheduleTellRepeatedly_SmallSteps_DeliversEachTime()
    {
        Scheduler.ScheduleTellRepeatedly(Second, 2 * Second, TestActor, "x", TestActor);

        Scheduler.Advance(Second);
        ExpectMsg("x");
        Scheduler.Advance(Second);
        ExpectNoMsg(20);
        Scheduler.Advance(Second);
        ExpectMsg("x");
    }

    [Fact]
    public void ScheduleTellRepeatedly_OneLongStep_CollapsesToOneDelivery()
    {
        Scheduler.ScheduleTellRepeatedly(Second, Second, TestActor, "x", TestActor);

        Scheduler.Advance(60 * Second);
        ExpectMsg("x");
        ExpectNoMsg(20);
        Scheduler.Advance(Second);
        ExpectMsg("x");
    }

    [Fact]
    public void ScheduleTellRepeatedly_Cancelled_Stops()
    {
        using var cancelable = new Cancelable(Sys.Scheduler);
        Scheduler.ScheduleTellRepeatedly(Second, Second, TestActor, "x", TestActor, cancelable);
        Scheduler.Advance(Second);
        ExpectMsg("x");

        cancelable.Cancel();
        Scheduler.Advance(Second);

        ExpectNoMsg(20);
    }

    [Fact]
    public void ScheduleOnce_Action_RunsOnTheAdvancingThread()
    {
        var threads = new List<int>();
        Scheduler.Advanced.ScheduleOnce(Second, () => threads.Add(Environment.CurrentManagedThreadId));
        Scheduler.Advanced.ScheduleRepeatedly(Second, Second, () => threads.Add(Environment.CurrentManagedThreadId));

        Scheduler.Advance(Second);
        Scheduler.Advance(Second);

        Assert.Equal(Enumerable.Repeat(Environment.CurrentManagedThreadId, 3), threads);
    }

    [Fact]
    public void AdvanceTo_Time_MovesTheClock()
    {
        var start = Scheduler.Now;

        Scheduler.AdvanceTo(start + Second);

        Assert.Equal(start + Second, Scheduler.Now);
        Assert.Throws<InvalidOperationException>(() => Scheduler.AdvanceTo(start));
    }

    [Fact]
    public void Timers_OfAnActor_FollowTheTestsClock()
    {
        var probe = CreateTestProbe();
        var actor = ActorOf(() => new Ticking(probe));
        actor.Tell("ready?");
        ExpectMsg("ready");

        Scheduler.Advance(5 * Second);
        probe.ExpectMsgAllOf("once", "tick");
        probe.ExpectNoMsg(20);
        Scheduler.Advance(Second);
        probe.ExpectMsg("tick");
    }

    private sealed class Ticking : ReceiveActor, IWithTimers
    {
        private readonly IActorRef _listener;

        public Ticking(IActorRef listener)
        {
            _listener = listener;
            Receive<string>(text => text == "ready?", _ => Sender.Tell("ready"));
            Receive<string>(text => _listener.Tell(text));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart()
        {
            Timers.StartSingleTimer("once", "once", Second);
            Timers.StartPeriodicTimer("tick", "tick", Second);
        }
    }
}
