using Akka.Actor;
using Akka.Event;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class DeadLetterTests : SystemTest
{
    [Fact]
    public void Tell_ToTerminatedActor_PublishesDeadLetter()
    {
        var actor = StoppedActor();
        Subscribe<DeadLetter>();
        var sender = Script("sender");

        actor.Tell("late", sender);

        var letter = Observer.Expect<DeadLetter>();
        Assert.Equal("late", letter.Message);
        Assert.Equal(actor, letter.Recipient);
        Assert.Equal(sender, letter.Sender);
    }

    [Fact]
    public void Tell_ToTerminatedActorWithoutSender_HasDeadLettersAsSender()
    {
        var actor = StoppedActor();
        Subscribe<DeadLetter>();

        actor.Tell("late", ActorRefs.NoSender);

        Assert.Equal(System.DeadLetters, Observer.Expect<DeadLetter>().Sender);
    }

    [Fact]
    public void Tell_SuppressedMessageToTerminatedActor_PublishesSuppressedDeadLetter()
    {
        var actor = StoppedActor();
        Subscribe<AllDeadLetters>();

        actor.Tell(new Quiet(), ActorRefs.NoSender);

        Assert.IsType<Quiet>(Observer.Expect<SuppressedDeadLetter>().Message);
    }

    [Fact]
    public void DeadLetters_ToldAMessage_PublishesIt()
    {
        Subscribe<DeadLetter>();

        System.DeadLetters.Tell("lost", ActorRefs.NoSender);

        Assert.Equal("lost", Observer.Expect<DeadLetter>().Message);
    }

    [Fact]
    public void Stop_WithMessagesWaiting_PublishesThemInOrder()
    {
        Subscribe<DeadLetter>();
        var actor = Script("actor");

        actor.Do(context =>
        {
            context.Self.Tell(1, ActorRefs.NoSender);
            context.Self.Tell(2, ActorRefs.NoSender);
            context.Stop(context.Self);
        });

        Observer.Expect("actor PostStop");
        Assert.Equal(1, Observer.Expect<DeadLetter>().Message);
        Assert.Equal(2, Observer.Expect<DeadLetter>().Message);
    }

    [Fact]
    public void Tell_Null_Throws() =>
        Assert.Throws<ArgumentNullException>(() => Script("actor").Tell(null!, ActorRefs.NoSender));

    [Fact]
    public void DeadLetters_ToldNull_Throws() =>
        Assert.Throws<InvalidMessageException>(() => System.DeadLetters.Tell(null!, ActorRefs.NoSender));

    private void Subscribe<T>() => System.EventStream.Subscribe(System.ActorOf(Probe.Props(Observer)), typeof(T));

    private IActorRef StoppedActor()
    {
        var actor = Script("actor");
        StopAndWait(actor);
        Observer.Expect("actor PostStop");
        return actor;
    }

    private sealed class Quiet : IDeadLetterSuppression
    {
    }
}
