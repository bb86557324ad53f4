using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class ReceiveTimeoutTests() : SystemTest(HandScheduler.Hocon)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void SetReceiveTimeout_NoMessageForThatLong_SendsReceiveTimeout()
    {
        var actor = Script("actor");
        Assert.Equal(Second, actor.Get(context =>
        {
            context.SetReceiveTimeout(Second);
            return context.ReceiveTimeout;
        }));
        Sync(actor);

        HandScheduler.Of(System).Advance(Second);

        Observer.Expect("actor: Akka.Actor.ReceiveTimeout");
    }

    [Fact]
    public void SetReceiveTimeout_AfterItFired_FiresAgain()
    {
        var actor = Script("actor");
        actor.Do(context => context.SetReceiveTimeout(Second));
        Sync(actor);

        for (var i = 0; i < 3; i++)
        {
            HandScheduler.Of(System).Advance(Second);
            Observer.Expect("actor: Akka.Actor.ReceiveTimeout");
            Sync(actor, new Uninfluential());
        }
    }

    [Fact]
    public void Message_BeforeTheTimeout_StartsItAgain()
    {
        var actor = Script("actor");
        actor.Do(context => context.SetReceiveTimeout(Second));
        Sync(actor);

        HandScheduler.Of(System).Advance(0.9 * Second);
        Sync(actor);
        HandScheduler.Of(System).Advance(0.9 * Second);
        Sync(actor);
        Observer.ExpectNothing();
    }

    [Fact]
    public void MessageThatDoesNotInfluence_BeforeTheTimeout_LeavesItAlone()
    {
        var actor = Script("actor");
        actor.Do(context => context.SetReceiveTimeout(Second));
        Sync(actor);

        HandScheduler.Of(System).Advance(0.9 * Second);
        Sync(actor, new Uninfluential());
        HandScheduler.Of(System).Advance(0.1 * Second);

        Observer.Expect("actor: Akka.Actor.ReceiveTimeout");
    }

    [Fact]
    public void TimerWithAMessageThatDoesNotInfluence_BeforeTheTimeout_LeavesItAlone()
    {
        var actor = System.ActorOf(Props.Create(() => new Ticking(Observer)));
        Observer.Expect("started");

        for (var i = 0; i < 3; i++)
        {
            HandScheduler.Of(System).Advance(0.3 * Second);
            Observer.Expect("tick");
        }

        HandScheduler.Of(System).Advance(0.1 * Second);
        Observer.Expect("timeout");
        StopAndWait(actor);
    }

    [Fact]
    public void SetReceiveTimeout_Null_EndsIt()
    {
        var actor = Script("actor");
        actor.Do(context => context.SetReceiveTimeout(Second));
        Sync(actor);
        actor.Do(context => context.SetReceiveTimeout(null));
        Sync(actor);

        HandScheduler.Of(System).Advance(10 * Second);

        Sync(actor);
        Assert.Equal(0, HandScheduler.Of(System).Pending);
    }

    [Fact]
    public void Stop_WithATimeoutSet_CancelsIt()
    {
        var actor = Script("actor");
        actor.Do(context => context.SetReceiveTimeout(Second));
        Sync(actor);

        StopAndWait(actor);

        Assert.Equal(0, HandScheduler.Of(System).Pending);
    }

    /// <summary>
    /// Returns when the actor has processed a message and armed the timeout. That happens after the message, so it takes a
    /// second one, which leaves the timeout alone, to know.
    /// </summary>
    private void Sync(IActorRef actor, object? message = null)
    {
        foreach (var each in new[] { message ?? "sync", new Uninfluential() })
        {
            actor.Tell(each);
            Observer.Expect($"actor: {each}");
        }
    }

    private sealed class Ticking : ReceiveActor, IWithTimers
    {
        public Ticking(Observer observer)
        {
            Receive<Uninfluential>(_ => observer.Note("tick"));
            Receive<ReceiveTimeout>(_ => observer.Note("timeout"));
            SetReceiveTimeout(Second);
            Timers.StartPeriodicTimer("key", new Uninfluential(), 0.3 * Second);
            Receive<string>(observer.Note);
            Self.Tell("started");
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    private sealed class Uninfluential : INotInfluenceReceiveTimeout
    {
        public override string ToString() => "uninfluential";
    }
}
