using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace StandIns.Akka.Tests.TestKits;

public class ReceiveTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task ReceiveOne_Message_IsGivenInOrder()
    {
        Send(1, "b");

        Assert.Equal(1, ReceiveOne());
        Assert.Equal("b", await ReceiveOneAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task ReceiveOne_Nothing_GivesNull()
    {
        Assert.Null(ReceiveOne(TimeSpan.Zero));
        Assert.Null(ReceiveOne(Short));
        Assert.Null(await ReceiveOneAsync(TimeSpan.FromSeconds(-5)));
    }

    [Fact]
    public void ReceiveOne_NegativeTime_LeavesTheMessage()
    {
        Send(1);

        Assert.Null(ReceiveOne(TimeSpan.FromSeconds(-5)));
        ExpectMsg(1);
    }

    [Fact]
    public async Task ReceiveN_Enough_GivesThemInOrder()
    {
        Send(1, 2, 3, 4, 5);

        Assert.Equal([1, 2], ReceiveN(2).Cast<int>());
        Assert.Equal([3, 4], ReceiveN(2, TimeSpan.FromSeconds(3)).Cast<int>());
        await foreach (var message in ReceiveNAsync(1))
        {
            Assert.Equal(5, message);
        }
    }

    [Fact]
    public void ReceiveN_TooFew_Fails()
    {
        Send(1);

        Assert.ThrowsAny<XunitException>(() => ReceiveN(2, Short));
    }

    [Fact]
    public void ReceiveWhile_Filter_StopsBeforeTheFirstOther()
    {
        Send(1, 2, "end", 3);

        var received = ReceiveWhile<object?>(message => message as int?);

        Assert.Equal([1, 2], received.Cast<int>());
        ExpectMsg("end");
        ExpectMsg(3);
    }

    [Fact]
    public void ReceiveWhile_MaxMessages_StopsThere()
    {
        Send(1, 2, 3);

        Assert.Equal([1, 2], ReceiveWhile(TimeSpan.FromSeconds(3), message => message, 2).Cast<int>());
        Assert.Equal([3], ReceiveWhile(TimeSpan.FromSeconds(3), Short, message => message).Cast<int>());
        Assert.Equal(3, LastMessage);
    }

    [Fact]
    public void ReceiveWhile_Idle_Stops()
    {
        Send(1);

        Assert.Equal([1], ReceiveWhile(message => message, TimeSpan.FromMinutes(5), Short).Cast<int>());
    }

    [Fact]
    public void ReceiveWhile_Predicate_DropsOtherTypes()
    {
        Send(1, "x", 2, 9, 3);

        Assert.Equal([1, 2], ReceiveWhile<int>(n => n < 9, Short));
        ExpectMsg(9);
    }

    [Fact]
    public void ReceiveWhile_PredicateNotIgnoring_StopsAtOtherTypes()
    {
        Send(1, "x", 2);

        Assert.Equal([1], ReceiveWhile<int>(_ => true, Short, shouldIgnoreOtherMessageTypes: false));
        ExpectMsg("x");
    }

    [Fact]
    public async Task FishForMessage_Match_DropsThoseBefore()
    {
        Send(1, 2, "fish", 3, "other", "fish", 4);

        Assert.Equal("fish", FishForMessage(message => message is string));
        Assert.Equal("fish", FishForMessage<string>(text => text == "fish"));
        Assert.Equal(4, await FishForMessageAsync<int>(_ => true));
    }

    [Fact]
    public void FishForMessage_None_FailsWithHint()
    {
        Send(1);

        var error = Assert.ThrowsAny<XunitException>(() => FishForMessage(_ => false, Short, "big one"));

        Assert.Contains("big one", error.Message, StringComparison.Ordinal);
    }

    private void Send(params object[] messages)
    {
        foreach (var message in messages)
        {
            TestActor.Tell(message);
        }
    }
}
