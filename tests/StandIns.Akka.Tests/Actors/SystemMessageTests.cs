using Akka.Actor;
using Akka.Event;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class SystemMessageTests : SystemTest
{
    [Fact]
    public void Stop_WithMessagesWaiting_GoesAheadOfThem()
    {
        System.EventStream.Subscribe(System.ActorOf(Probe.Props(Observer)), typeof(DeadLetter));
        var actor = Script("actor");
        using var blocked = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        actor.Do(_ =>
        {
            entered.Set();
            blocked.Wait(Observer.Patience);
        });
        entered.Wait(Observer.Patience);

        actor.Tell("waiting");
        System.Stop(actor);
        SyncWithGuardian();
        blocked.Set();

        Observer.Expect("actor PostStop");
        Assert.Equal("waiting", Observer.Expect<DeadLetter>().Message);
    }

    [Fact]
    public void Suspend_WhileSupervisorDecides_KeepsMessagesWaiting()
    {
        using var decide = new ManualResetEventSlim();
        var parent = Script("parent", new OneForOneStrategy(_ =>
        {
            Observer.Note("deciding");
            decide.Wait(Observer.Patience);
            return Directive.Resume;
        }));
        var child = Child(parent, "child");

        child.Tell(new InvalidOperationException("boom"));
        child.Tell("after");
        Observer.Expect("deciding");
        Observer.ExpectNothing();
        decide.Set();

        Observer.Expect("child: after");
    }

    /// <summary>Returns when the guardian has processed what it was sent before.</summary>
    private void SyncWithGuardian() =>
        Assert.NotNull(System.ActorSelection("/user").Ask<ActorIdentity>(new Identify(null), Observer.Patience).Result.Subject);
}
