using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Supervision;

public sealed class DirectiveTests : SystemTest
{
    [Theory]
    [InlineData(Directive.Resume, new[] { "child: after" })]
    [InlineData(Directive.Restart, new[]
    {
        "child PreRestart boom", "child PostStop", "child PostRestart boom", "child PreStart", "child: after",
    })]
    [InlineData(Directive.Stop, new[] { "child PostStop" })]
    public void OneForOne_ChildFails_ActsOnThatChildOnly(Directive directive, string[] expected)
    {
        var parent = Script("parent", new OneForOneStrategy(_ => directive));
        var child = Child(parent, "child");
        var sibling = Child(parent, "sibling");

        child.Tell(new InvalidOperationException("boom"));
        child.Tell("after");

        Assert.All(expected, note => Observer.Expect(note));
        sibling.Tell("untouched");
        Observer.Expect("sibling: untouched");
    }

    [Theory]
    [InlineData(Directive.Resume, new[] { "child: after" })]
    [InlineData(Directive.Restart, new[]
    {
        "child PreRestart boom", "child PostStop", "child PostRestart boom", "child PreStart",
        "sibling PreRestart boom", "sibling PostStop", "sibling PostRestart boom", "sibling PreStart", "child: after",
    })]
    [InlineData(Directive.Stop, new[] { "child PostStop", "sibling PostStop" })]
    public void AllForOne_ChildFails_ActsOnAllChildren(Directive directive, string[] expected)
    {
        var parent = Script("parent", new AllForOneStrategy(_ => directive));
        var child = Child(parent, "child");
        Child(parent, "sibling");

        child.Tell(new InvalidOperationException("boom"));
        child.Tell("after");

        Observer.ExpectAll(expected);
        parent.Tell("alive");
        Observer.Expect("parent: alive");
    }

    [Fact]
    public void Escalate_ChildFails_FailsTheParentWithTheSameException()
    {
        var seen = new List<string>();
        var grandparent = Script("grandparent", new OneForOneStrategy(failure =>
        {
            seen.Add(failure.Message);
            return Directive.Restart;
        }));
        var parent = grandparent.Get(context => context.ActorOf(
            Harness.Script.Props(Observer, "parent", new OneForOneStrategy(_ => Directive.Escalate)), "parent"));
        Observer.Expect("parent PreStart");
        var child = Child(parent, "child");

        child.Tell(new InvalidOperationException("boom"));

        Observer.Expect("parent PreRestart boom");
        Observer.ExpectAll("parent PostStop", "child PostStop", "parent PostRestart boom", "parent PreStart");
        Assert.Equal(["boom"], seen);
    }

    [Fact]
    public void Decider_ThatThrows_FailsTheParent()
    {
        var seen = new List<string>();
        var grandparent = Script("grandparent", new OneForOneStrategy(failure =>
        {
            seen.Add(failure.Message);
            return Directive.Stop;
        }));
        var parent = grandparent.Get(context => context.ActorOf(
            Harness.Script.Props(
                Observer, "parent", new OneForOneStrategy(_ => throw new NotSupportedException("no idea"))), "parent"));
        Observer.Expect("parent PreStart");
        var child = Child(parent, "child");

        child.Tell(new InvalidOperationException("boom"));

        Observer.Expect("child PostStop");
        Observer.Expect("parent PostStop");
        Assert.Equal(["no idea"], seen);
    }

    [Fact]
    public void Restart_OfAParent_StopsItsChildrenBeforeTheNewInstance()
    {
        var parent = Script("parent");
        var child = Child(parent, "child");
        Child(child, "grandchild");

        parent.Tell(new InvalidOperationException("boom"));

        Observer.Expect("parent PreRestart boom");
        Observer.Expect("parent PostStop");
        Observer.Expect("grandchild PostStop");
        Observer.Expect("child PostStop");
        Observer.Expect("parent PostRestart boom");
        Observer.Expect("parent PreStart");
    }

    [Fact]
    public void Restart_WithPreRestartThatKeepsChildren_RestartsThemToo()
    {
        var parent = System.ActorOf(Props.Create(() => new KeepsChildren(Observer)));
        var child = parent.Get(context => context.ActorOf(Harness.Script.Props(Observer, "child"), "child"));
        Observer.Expect("child PreStart");

        parent.Tell(new InvalidOperationException("boom"));

        Observer.Expect("parent PreRestart");
        Observer.Expect("child PreRestart boom");
        Observer.Expect("child PostStop");
        Observer.Expect("child PostRestart boom");
        Observer.Expect("child PreStart");
        Assert.Equal(child, parent.Get(context => context.Child("child")));
    }

    [Fact]
    public void Restart_OfAnActor_MakesAnInstanceWithFreshState()
    {
        var parent = Script("parent");
        var counter = parent.Get(context => context.ActorOf(Props.Create(() => new Counter(Observer))));

        counter.Tell("a");
        counter.Tell("b");
        counter.Tell(new InvalidOperationException("boom"));
        counter.Tell("c");

        Observer.Expect("1 a");
        Observer.Expect("2 b");
        Observer.Expect("failed on InvalidOperationException");
        Observer.Expect("1 c");
    }

    [Fact]
    public void Failure_InPreRestart_DoesNotStopTheRestart()
    {
        var actor = System.ActorOf(Props.Create(() => new FailsIn("PreRestart", Observer)));

        actor.Tell(new InvalidOperationException("boom"));
        actor.Tell("after");

        Observer.Expect("after");
    }

    [Fact]
    public void Failure_InPostRestart_StopsTheActor()
    {
        var parent = Script("parent");
        var props = Props.Create(() => new FailsIn("PostRestart", Observer));
        var actor = parent.Get(context => context.Watch(context.ActorOf(props)));

        actor.Tell(new InvalidOperationException("boom"));

        Observer.Expect($"parent: <Terminated>: {actor} - ExistenceConfirmed=True");
    }

    [Fact]
    public void Failure_InPostStop_DoesNotStopTheTermination()
    {
        var parent = Script("parent");
        var actor = parent.Get(context => context.Watch(context.ActorOf(Props.Create(() => new FailsIn("PostStop", Observer)))));

        System.Stop(actor);

        Observer.Expect($"parent: <Terminated>: {actor} - ExistenceConfirmed=True");
    }

    [Fact]
    public void SupervisorStrategy_InProps_WinsOverTheActors()
    {
        var parent = System.ActorOf(Harness.Script.Props(Observer, "parent", new OneForOneStrategy(_ => Directive.Resume))
            .WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy));
        Observer.Expect("parent PreStart");
        var child = Child(parent, "child");

        child.Tell(new InvalidOperationException("boom"));

        Observer.Expect("child PostStop");
    }

    private sealed class KeepsChildren(Observer observer) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
            {
                throw failure;
            }

            ((Action<IUntypedActorContext>)message)(Context);
        }

        protected override void PreRestart(Exception reason, object? message) => observer.Note("parent PreRestart");
    }

    private sealed class Counter(Observer observer) : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
            {
                throw failure;
            }

            observer.Note($"{++_count} {message}");
        }

        protected override void PreRestart(Exception reason, object? message) =>
            observer.Note($"failed on {message?.GetType().Name}");
    }

    private sealed class FailsIn(string where, Observer observer) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
            {
                throw failure;
            }

            observer.Note(message);
        }

        protected override void PreRestart(Exception reason, object? message) => Fail("PreRestart");

        protected override void PostRestart(Exception reason) => Fail("PostRestart");

        protected override void PostStop() => Fail("PostStop");

        private void Fail(string here)
        {
            if (where == here)
            {
                throw new NotSupportedException(here);
            }
        }
    }
}
