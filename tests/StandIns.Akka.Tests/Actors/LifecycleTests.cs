using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class LifecycleTests : SystemTest
{
    [Fact]
    public void Stop_WithDescendants_RunsPostStopOfChildrenFirst()
    {
        var parent = Script("parent");
        var child = Child(parent, "child");
        Child(child, "grandchild");

        System.Stop(parent);

        Observer.Expect("grandchild PostStop");
        Observer.Expect("child PostStop");
        Observer.Expect("parent PostStop");
    }

    [Fact]
    public void Stop_WatchedByTwo_SendsTerminatedAfterPostStopOnceEach()
    {
        var watched = Script("watched");
        var first = Script("first");
        var second = Script("second");
        first.Get(context => context.Watch(watched));
        second.Get(context => context.Watch(watched));

        System.Stop(watched);

        Observer.Expect("watched PostStop");
        var terminated = $"<Terminated>: {watched} - ExistenceConfirmed=True";
        Observer.ExpectAll($"first: {terminated}", $"second: {terminated}");
        first.Tell("last");
        Observer.Expect("first: last");
        second.Tell("last");
        Observer.Expect("second: last");
        Observer.ExpectNothing();
    }

    [Fact]
    public void PoisonPill_AfterMessages_StopsWhenTheyAreProcessed()
    {
        var actor = Script("actor");

        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(PoisonPill.Instance);

        Observer.Expect("actor: 1");
        Observer.Expect("actor: 2");
        Observer.Expect("actor PostStop");
    }

    [Fact]
    public void Restart_AfterFailure_KeepsMailboxAndReference()
    {
        var actor = Script("actor");

        actor.Tell(new InvalidOperationException("boom"));
        actor.Tell("next");

        Observer.Expect("actor PreRestart boom");
        Observer.Expect("actor PostStop");
        Observer.Expect("actor PostRestart boom");
        Observer.Expect("actor PreStart");
        Observer.Expect("actor: next");
    }
}
