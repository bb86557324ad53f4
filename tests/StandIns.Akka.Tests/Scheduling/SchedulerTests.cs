using Akka.Actor;
using Akka.Dispatch;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Scheduling;

/// <summary>The default scheduler, on the real clock: what fires is waited for, never how soon.</summary>
public sealed class SchedulerTests : SystemTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Never = TimeSpan.FromDays(100);

    [Fact]
    public void ScheduleTellOnce_AfterTheDelay_TellsFromTheSender()
    {
        var sender = Script("sender");
        var receiver = Script("receiver");
        receiver.Do(context => context.Become(message => Observer.Note($"{message} from {context.Sender}")));
        var start = System.Scheduler.HighResMonotonicClock;

        System.Scheduler.ScheduleTellOnce(Soon, receiver, "due", sender);

        Observer.Expect($"due from {sender}");
        Assert.True(System.Scheduler.HighResMonotonicClock - start >= Soon);
    }

    [Fact]
    public void ScheduleTellRepeatedly_UntilCancelled_TellsAgainAndAgain()
    {
        var receiver = System.ActorOf(Probe.Props(Observer));

        var cancelable = System.Scheduler.ScheduleTellRepeatedlyCancelable(
            TimeSpan.Zero, Soon, receiver, "due", ActorRefs.NoSender);

        Assert.Equal(["due", "due", "due"], Observer.Next(3));
        cancelable.Cancel();
        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public void Schedule_DifferentDelays_FiresInTheirOrder()
    {
        var scheduler = System.Scheduler.Advanced;

        scheduler.ScheduleOnce(5 * Soon, () => Observer.Note("third"));
        scheduler.ScheduleOnce(TimeSpan.Zero, () => Observer.Note("first"));
        scheduler.ScheduleOnce(2 * Soon, new ActionRunnable(() => Observer.Note("second")));

        Assert.Equal(["first", "second", "third"], Observer.Next(3));
    }

    [Fact]
    public void Schedule_Cancelled_DoesNotFire()
    {
        var scheduler = System.Scheduler.Advanced;
        var cancelable = scheduler.ScheduleOnceCancelable(2 * Soon, () => Observer.Note("cancelled"));

        cancelable.Cancel();
        scheduler.ScheduleOnce(4 * Soon, () => Observer.Note("later"));

        Observer.Expect("later");
    }

    [Fact]
    public void Schedule_ActionThatThrows_LeavesOthersAlone()
    {
        var scheduler = System.Scheduler.Advanced;

        scheduler.ScheduleOnce(TimeSpan.Zero, () => throw new InvalidOperationException("boom"));
        scheduler.ScheduleOnce(Soon, () => Observer.Note("later"));

        Observer.Expect("later");
    }

    [Fact]
    public void Schedule_ManyTimers_FireAll()
    {
        using var fired = new CountdownEvent(20_000);
        var cancelled = Enumerable.Range(0, 20_000)
            .Select(_ => System.Scheduler.Advanced.ScheduleOnceCancelable(Never, () => Observer.Note("never")))
            .ToList();
        cancelled.ForEach(cancelable => cancelable.Cancel());

        Parallel.For(0, 20_000, number => System.Scheduler.Advanced.ScheduleOnce(
            TimeSpan.FromMilliseconds(number % 100), () => fired.Signal()));

        Assert.True(fired.Wait(Observer.Patience));
        Observer.ExpectNothing();
    }

    [Fact]
    public void Schedule_NegativeDelayOrNoInterval_Throws()
    {
        var scheduler = System.Scheduler;
        var past = TimeSpan.FromMilliseconds(-1);

        Assert.Throws<ArgumentOutOfRangeException>(
            () => scheduler.ScheduleTellOnce(past, ActorRefs.Nobody, "x", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => scheduler.ScheduleTellRepeatedly(past, Soon, ActorRefs.Nobody, "x", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => scheduler.ScheduleTellRepeatedly(Soon, TimeSpan.Zero, ActorRefs.Nobody, "x", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.Advanced.ScheduleOnce(past, () => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.Advanced.ScheduleRepeatedly(Soon, TimeSpan.Zero, () => { }));
    }

    [Fact]
    public void Clocks_OfTheScheduler_GoOn()
    {
        var first = System.Scheduler.HighResMonotonicClock;

        Assert.True(SpinWait.SpinUntil(() => System.Scheduler.HighResMonotonicClock > first, Observer.Patience));
        Assert.True(SpinWait.SpinUntil(() => System.Scheduler.MonotonicClock > first, Observer.Patience));
        Assert.InRange(System.Scheduler.Now, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }
}
