using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class DeathWatchTests : SystemTest
{
    [Fact]
    public void Watch_ActorThatHasTerminated_SendsTerminatedWithoutConfirmation()
    {
        var watcher = Script("watcher");
        var dead = StoppedActor("dead");

        watcher.Do(context => context.Watch(dead));

        Observer.Expect($"watcher: <Terminated>: {dead} - ExistenceConfirmed=False");
    }

    [Fact]
    public void Watch_PathWhereNoActorEverWas_SendsTerminatedWithoutConfirmation()
    {
        var watcher = Script("watcher");
        var nowhere = ((ExtendedActorSystem)System).Provider.ResolveActorRef("akka://test/user/nowhere");

        watcher.Do(context => context.Watch(nowhere));

        Observer.Expect($"watcher: <Terminated>: {nowhere} - ExistenceConfirmed=False");
    }

    [Fact]
    public void Watch_Twice_SendsTerminatedOnce()
    {
        var watcher = Script("watcher");
        var watched = Script("watched");
        watcher.Get(context => context.Watch(context.Watch(watched)));

        System.Stop(watched);

        Observer.Expect("watched PostStop");
        Observer.Expect($"watcher: <Terminated>: {watched} - ExistenceConfirmed=True");
        watcher.Tell("last");
        Observer.Expect("watcher: last");
    }

    [Fact]
    public void Watch_OwnChild_SendsTerminatedWhenTheNameIsFree()
    {
        var parent = Script("parent");
        var child = Child(parent, "child");
        parent.Get(context => context.Watch(child));
        parent.Do(context => context.BecomeStacked((UntypedReceive)(message =>
        {
            Assert.IsType<Terminated>(message);
            context.ActorOf(Harness.Script.Props(Observer, "child"), "child");
            context.UnbecomeStacked();
        })));

        System.Stop(child);

        Observer.Expect("child PostStop");
        Observer.Expect("child PreStart");
    }

    [Fact]
    public void Watch_Self_DoesNothing()
    {
        var actor = Script("actor");

        actor.Get(context => context.Watch(context.Self));
        actor.Tell("alive");

        Observer.Expect("actor: alive");
    }

    [Fact]
    public void WatchWith_Message_SendsItInstead()
    {
        var watcher = Script("watcher");
        var watched = Script("watched");
        watcher.Get(context => context.WatchWith(watched, "it is gone"));

        System.Stop(watched);

        Observer.Expect("watched PostStop");
        Observer.Expect("watcher: it is gone");
    }

    [Fact]
    public void WatchWith_SenderOfTheMessage_IsTheDeadActor()
    {
        var watcher = Script("watcher");
        var watched = Script("watched");
        watcher.Do(context =>
        {
            context.WatchWith(watched, "gone");
            context.Become(message => Observer.Note($"{message} {context.Sender.Equals(watched)}"));
            context.Stop(watched);
        });

        Observer.Expect("watched PostStop");
        Observer.Expect("gone True");
    }

    [Fact]
    public void Unwatch_BeforeTheEnd_SendsNothing()
    {
        var watcher = Script("watcher");
        var watched = Script("watched");
        watcher.Get(context => context.Unwatch(context.Watch(watched)));

        Stop(watched, "watched");

        watcher.Tell("last");
        Observer.Expect("watcher: last");
        Observer.ExpectNothing();
    }

    [Fact]
    public void Unwatch_WithTerminatedInTheMailbox_DropsIt()
    {
        var watcher = Script("watcher");
        var watched = Script("watched");
        watcher.Get(context => context.Watch(watched));
        using var blocked = new ManualResetEventSlim();
        watcher.Do(context =>
        {
            blocked.Wait(Observer.Patience);

            // Processed after the notification has put Terminated into the mailbox, and before that.
            context.Self.Tell((Action<IUntypedActorContext>)(later => later.Unwatch(watched)));
        });
        watcher.Do(context => context.Unwatch(watched));

        Stop(watched, "watched");
        blocked.Set();

        watcher.Tell("last");
        Observer.Expect("watcher: last");
        Observer.ExpectNothing();
    }

    [Fact]
    public void Terminated_NotHandled_FailsWithDeathPact()
    {
        var watched = Script("watched");
        Exception? seen = null;
        var parent = Script("parent", new OneForOneStrategy(failure =>
        {
            seen = failure;
            return Directive.Stop;
        }));
        var watcher = parent.Get(context => context.ActorOf(Props.Create(() => new Ignorant(watched))));
        parent.Get(context => context.Watch(watcher));

        Stop(watched, "watched");

        Observer.Expect($"parent: <Terminated>: {watcher} - ExistenceConfirmed=True");
        Assert.Equal(watched, Assert.IsType<DeathPactException>(seen).DeadActor);
    }

    [Fact]
    public void Watch_AfterUnwatch_WatchesAgain()
    {
        var watcher = Script("watcher");
        var watched = Script("watched");
        watcher.Get(context => context.Watch(context.Unwatch(context.Watch(watched))));

        System.Stop(watched);

        Observer.Expect("watched PostStop");
        Observer.Expect($"watcher: <Terminated>: {watched} - ExistenceConfirmed=True");
    }

    [Fact]
    public void Terminated_SentByHand_IsNotDelivered()
    {
        var watcher = Script("watcher");
        var other = Script("other");

        watcher.Tell(new Terminated(other, true, false));
        watcher.Tell("last");

        Observer.Expect("watcher: last");
    }

    [Fact]
    public void Restart_OfTheWatcher_KeepsWatching()
    {
        var watcher = Script("watcher");
        var watched = Script("watched");
        watcher.Get(context => context.Watch(watched));
        watcher.Tell(new InvalidOperationException("boom"));
        Observer.ExpectAll("watcher PreRestart boom", "watcher PostStop", "watcher PostRestart boom", "watcher PreStart");

        System.Stop(watched);

        Observer.Expect("watched PostStop");
        Observer.Expect($"watcher: <Terminated>: {watched} - ExistenceConfirmed=True");
    }

    private void Stop(IActorRef actor, string name)
    {
        StopAndWait(actor);
        Observer.Expect($"{name} PostStop");
    }

    private IActorRef StoppedActor(string name)
    {
        var actor = Script(name);
        Stop(actor, name);
        return actor;
    }

    private sealed class Ignorant : ReceiveActor
    {
        public Ignorant(IActorRef watched)
        {
            Context.Watch(watched);
            Receive<string>(_ => { });
        }
    }
}
