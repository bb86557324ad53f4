using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Patterns;

public sealed class StopAndWatchTests : SystemTest
{
    [Fact]
    public async Task GracefulStop_Actor_IsTrueAfterPostStop()
    {
        var actor = Script("actor");

        Assert.True(await actor.GracefulStop(Observer.Patience));

        Observer.Expect("actor PostStop");
    }

    [Fact]
    public async Task GracefulStop_DeadActor_IsTrue()
    {
        var actor = Script("actor");
        StopAndWait(actor);

        Assert.True(await actor.GracefulStop(Observer.Patience));
    }

    [Fact]
    public async Task GracefulStop_WithMessage_SendsIt()
    {
        var actor = Script("actor");
        actor.Do(context => context.Become(message =>
        {
            Observer.Note(message);
            context.Stop(context.Self);
        }));

        Assert.True(await actor.GracefulStop(Observer.Patience, "please"));

        Observer.Expect("please");
    }

    [Fact]
    public async Task GracefulStop_ActorThatDoesNotStop_IsFalse()
    {
        var actor = Script("actor");

        Assert.False(await actor.GracefulStop(TimeSpan.FromMilliseconds(50), "never mind"));

        Observer.Expect("actor: never mind");
    }

    [Fact]
    public async Task WatchAsync_ActorThatStops_IsTrue()
    {
        var actor = Script("actor");
        var watched = actor.WatchAsync();

        System.Stop(actor);

        Assert.True(await watched.WaitAsync(Observer.Patience));
    }

    [Fact]
    public async Task WatchAsync_Cancelled_IsFalse()
    {
        using var cancellation = new CancellationTokenSource();
        var watched = Script("actor").WatchAsync(cancellation.Token);

        await cancellation.CancelAsync();

        Assert.False(await watched.WaitAsync(Observer.Patience));
    }

    [Fact]
    public async Task Identify_Actor_AnswersWithItself()
    {
        var actor = Script("actor");

        var identity = await actor.Ask<ActorIdentity>(new Identify("id"), Observer.Patience);

        Assert.Equal(new ActorIdentity("id", actor), identity);
    }
}
