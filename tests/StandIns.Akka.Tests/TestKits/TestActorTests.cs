using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace StandIns.Akka.Tests.TestKits;

public class TestActorTests : TestKit
{
    [Fact]
    public async Task Watch_ActorStops_GivesTerminated()
    {
        var first = ActorOf<BlackHole>("first");
        var second = ActorOf<BlackHole>("second");
        Assert.Equal(first, Watch(first));
        Assert.Equal(second, await WatchAsync(second));

        Sys.Stop(first);
        Assert.Equal(first, ExpectTerminated(first).ActorRef);
        Sys.Stop(second);
        Assert.Equal(second, (await ExpectTerminatedAsync(second)).ActorRef);
    }

    [Fact]
    public void ExpectTerminated_OtherActor_Fails()
    {
        var first = Watch(ActorOf<BlackHole>());
        var second = Watch(ActorOf<BlackHole>());

        Sys.Stop(first);

        Assert.ThrowsAny<XunitException>(() => ExpectTerminated(second));
    }

    [Fact]
    public async Task Unwatch_ActorStops_GivesNothing()
    {
        var first = Watch(ActorOf<BlackHole>());
        var second = Watch(ActorOf<BlackHole>());
        var third = Watch(ActorOf<BlackHole>());
        Assert.Equal(first, Unwatch(first));
        Assert.Equal(second, await UnwatchAsync(second));

        Sys.Stop(first);
        Sys.Stop(second);
        Sys.Stop(third);

        ExpectTerminated(third);
        ExpectNoMsg(50);
    }

    [Fact]
    public void IgnoreMessages_Matching_DoNotArrive()
    {
        IgnoreMessages(message => message is int);
        TestActor.Tell(1);
        TestActor.Tell("a");
        ExpectMsg("a");

        IgnoreMessages<string>(text => text == "b");
        TestActor.Tell("b");
        TestActor.Tell(2);
        ExpectMsg(2);

        IgnoreMessages<string>();
        TestActor.Tell("c");
        TestActor.Tell(3);
        ExpectMsg(3);

        IgnoreNoMessages();
        TestActor.Tell("d");
        ExpectMsg("d");
    }

    private sealed class BlackHole : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }
}
