using Akka.Actor;
using Akka.Event;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Events;

public sealed class EventStreamTests : SystemTest
{
    [Fact]
    public void Publish_EventOfASubclass_ReachesSubscribersOfTheBaseAndOfInterfaces()
    {
        System.EventStream.Subscribe(System.ActorOf(Probe.Props(Observer)), typeof(Animal));
        System.EventStream.Subscribe<IFurry>(System.ActorOf(Probe.Props(Observer)));

        System.EventStream.Publish(new Cat());

        Observer.ExpectAll(new Cat(), new Cat());
    }

    [Fact]
    public void Subscribe_ToTwoClassesOfAnEvent_DeliversOnce()
    {
        var probe = System.ActorOf(Probe.Props(Observer));
        Assert.True(System.EventStream.Subscribe(probe, typeof(IFurry)));
        Assert.True(System.EventStream.Subscribe(probe, typeof(Animal)));
        Assert.False(System.EventStream.Subscribe(probe, typeof(Animal)));

        System.EventStream.Publish(new Cat());
        System.EventStream.Publish(new Dog());

        Observer.Expect(new Cat());
        Observer.Expect(new Dog());
    }

    [Fact]
    public void Unsubscribe_FromAClass_LeavesOthers()
    {
        var probe = System.ActorOf(Probe.Props(Observer));
        System.EventStream.Subscribe(probe, typeof(Cat));
        System.EventStream.Subscribe(probe, typeof(Dog));

        Assert.True(System.EventStream.Unsubscribe(probe, typeof(Cat)));
        Assert.False(System.EventStream.Unsubscribe(probe, typeof(Cat)));
        System.EventStream.Publish(new Cat());
        System.EventStream.Publish(new Dog());

        Observer.Expect(new Dog());
    }

    [Fact]
    public void Unsubscribe_FromAll_LeavesNone()
    {
        var probe = System.ActorOf(Probe.Props(Observer));
        System.EventStream.Subscribe(probe, typeof(Cat));
        System.EventStream.Subscribe(probe, typeof(Dog));

        Assert.True(System.EventStream.Unsubscribe(probe));
        System.EventStream.Publish(new Cat());
        System.EventStream.Publish(new Dog());

        probe.Tell("last");
        Observer.Expect("last");
    }

    [Fact]
    public void Stop_OfASubscriber_UnsubscribesIt()
    {
        var probe = System.ActorOf(Probe.Props(Observer));
        System.EventStream.Subscribe(probe, typeof(Cat));
        Assert.False(System.EventStream.Subscribe(probe, typeof(Cat)));

        StopAndWait(probe);

        // It can be subscribed again once it no longer is.
        Assert.True(SpinWait.SpinUntil(() => System.EventStream.Subscribe(probe, typeof(Cat)), Observer.Patience));
    }

    private interface IFurry;

    private abstract record Animal;

    private sealed record Cat : Animal, IFurry;

    private sealed record Dog : Animal;
}
