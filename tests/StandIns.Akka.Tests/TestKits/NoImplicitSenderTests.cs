using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace StandIns.Akka.Tests.TestKits;

public class NoImplicitSenderTests : TestKit, INoImplicitSender
{
    [Fact]
    public void Tell_NoImplicitSender_ComesFromNobody()
    {
        TestActor.Tell("hello");
        ExpectMsg("hello");

        Assert.Equal(Sys.DeadLetters, LastSender);
    }

    [Fact]
    public async Task Tell_AfterAwait_ComesFromNobody()
    {
        await Task.Yield();
        TestActor.Tell("hello");
        await ExpectMsgAsync("hello");

        Assert.Equal(Sys.DeadLetters, LastSender);
    }
}
