using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class TimerTests() : SystemTest(HandScheduler.Hocon)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string, Action<ITimerScheduler>> Changes => new()
    {
        { "cancel", timers => timers.Cancel("key") },
        { "cancel all", timers => timers.CancelAll() },
        { "replace", timers => timers.StartSingleTimer("key", "replacement", Second) },
        { "restart", _ => throw new InvalidOperationException("boom") },
    };

    [Fact]
    public void StartSingleTimer_WhenItFires_DeliversOnceAndIsNoLongerActive()
    {
        var actor = Timed();
        Assert.True(actor.GetTimers(timers =>
        {
            timers.StartSingleTimer("key", "due", Second);
            return timers.IsTimerActive("key");
        }));

        HandScheduler.Of(System).Advance(10 * Second);

        Observer.Expect("due");
        Assert.False(actor.GetTimers(timers => timers.IsTimerActive("key")));
        Assert.Empty(actor.GetTimers(timers => timers.ActiveTimers.ToArray()));
        Observer.ExpectNothing();
    }

    [Fact]
    public void StartPeriodicTimer_UntilCancelled_DeliversAtEachInterval()
    {
        var actor = Timed();
        actor.GetTimers(timers => Start(() => timers.StartPeriodicTimer("key", "due", Second)));

        HandScheduler.Of(System).Advance(3.5 * Second);

        Assert.Equal(["due", "due", "due"], Observer.Next(3));
        Assert.True(actor.GetTimers(timers => timers.IsTimerActive("key")));
        actor.GetTimers(timers => Start(() => timers.Cancel("key")));
        HandScheduler.Of(System).Advance(10 * Second);
        actor.Tell("last");
        Observer.Expect("last");
        Assert.Equal(0, HandScheduler.Of(System).Pending);
    }

    [Fact]
    public void StartPeriodicTimer_WithInitialDelay_FirstWaitsForThat()
    {
        var actor = Timed();
        actor.GetTimers(timers => Start(() => timers.StartPeriodicTimer("key", "due", TimeSpan.Zero, 10 * Second)));

        HandScheduler.Of(System).Advance(5 * Second);

        Observer.Expect("due");
        actor.Tell("last");
        Observer.Expect("last");
    }

    [Fact]
    public void StartSingleTimer_UnderAKeyInUse_ReplacesThatTimer()
    {
        var actor = Timed();
        actor.GetTimers(timers => Start(() =>
        {
            timers.StartSingleTimer("key", "first", Second);
            timers.StartSingleTimer("key", "second", 2 * Second);
        }));

        HandScheduler.Of(System).Advance(10 * Second);

        Observer.Expect("second");
        actor.Tell("last");
        Observer.Expect("last");
    }

    [Fact]
    public void StartSingleTimer_WithSender_DeliversFromIt()
    {
        var sender = Script("sender");
        var actor = Timed();
        actor.GetTimers(timers => Start(() => timers.StartSingleTimer("key", "sender?", Second, sender)));

        HandScheduler.Of(System).Advance(Second);

        Observer.Expect($"sender {sender}");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Timer_WithItsMessageInTheMailbox_DoesNotDeliverAfter(string what, Action<ITimerScheduler> change)
    {
        Assert.NotEmpty(what);
        var actor = Timed();
        using var entered = new ManualResetEventSlim();
        using var blocked = new ManualResetEventSlim();
        actor.GetTimers(timers => Start(() => timers.StartSingleTimer("key", "stale", Second)));
        actor.DoTimers(timers =>
        {
            entered.Set();
            blocked.Wait(Observer.Patience);
            change(timers);
        });
        Assert.True(entered.Wait(Observer.Patience));
        HandScheduler.Of(System).Advance(Second);

        actor.Tell("last");
        blocked.Set();

        Observer.Expect("last");
    }

    [Fact]
    public void Restart_OfTheActor_CancelsItsTimers()
    {
        var actor = Timed();
        actor.GetTimers(timers => Start(() => timers.StartPeriodicTimer("key", "due", Second)));

        actor.DoTimers(_ => throw new InvalidOperationException("boom"));

        Assert.False(actor.GetTimers(timers => timers.IsTimerActive("key")));
        Assert.Equal(0, HandScheduler.Of(System).Pending);
    }

    [Fact]
    public void Stop_OfTheActor_CancelsItsTimers()
    {
        var actor = Timed();
        actor.GetTimers(timers => Start(() => timers.StartPeriodicTimer("key", "due", Second)));

        StopAndWait(actor);

        Assert.Equal(0, HandScheduler.Of(System).Pending);
    }

    [Fact]
    public void Timer_WithPoisonPill_StopsTheActor()
    {
        var actor = Timed();
        var watcher = Script("watcher");
        watcher.Get(context => context.Watch(actor));
        actor.GetTimers(timers => Start(() => timers.StartSingleTimer("key", PoisonPill.Instance, Second)));

        HandScheduler.Of(System).Advance(Second);

        Observer.Expect($"watcher: <Terminated>: {actor} - ExistenceConfirmed=True");
    }

    [Fact]
    public void StartSingleTimer_InTheConstructor_Works()
    {
        var actor = System.ActorOf(Props.Create(() => new StartsInConstructor(Observer)));
        actor.Tell("created");
        Observer.Expect("created");

        HandScheduler.Of(System).Advance(Second);

        Observer.Expect("from the constructor");
    }

    private static bool Start(Action action)
    {
        action();
        return true;
    }

    private IActorRef Timed() => System.ActorOf(Props.Create(() => new Timed(Observer)));

    private sealed class StartsInConstructor : ReceiveActor, IWithTimers
    {
        public StartsInConstructor(Observer observer)
        {
            Timers.StartSingleTimer("key", "from the constructor", Second);
            ReceiveAny(observer.Note);
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}
