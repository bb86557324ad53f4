using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace StandIns.Akka.Tests.TestKits;

public class ExpectSeveralTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task ExpectMsgAllOf_AnyOrder_Passes()
    {
        Send("c", "a", "b", 2, 1, "y", "x");

        Assert.Equal(["c", "a", "b"], ExpectMsgAllOf("a", "b", "c"));
        Assert.Equal([2, 1], ExpectMsgAllOf(TimeSpan.FromSeconds(3), 1, 2));
        var received = new List<string>();
        await foreach (var message in ExpectMsgAllOfAsync(["x", "y"]))
        {
            received.Add(message);
        }

        Assert.Equal(["y", "x"], received);
    }

    [Fact]
    public void ExpectMsgAllOf_Duplicates_AreCounted()
    {
        Send("a", "a", "b", "a", "b");

        ExpectMsgAllOf("a", "a", "b");
        Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOf("a", "a"));
    }

    [Fact]
    public void ExpectMsgAllOf_TooFew_Fails()
    {
        Send("a");

        Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOf(Short, "a", "b"));
    }

    [Fact]
    public void ExpectMsgAllOf_DefaultOfItsType_IsNeverFound()
    {
        Send(0, 1);

        Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOf(0, 1));
    }

    [Fact]
    public async Task ExpectMsgAnyOf_OneOfThem_Passes()
    {
        Send("b", "c");

        Assert.Equal("b", ExpectMsgAnyOf(["a", "b"]));
        Assert.Equal("c", await ExpectMsgAnyOfAsync(["c"]));
    }

    [Fact]
    public void ExpectMsgAnyOf_Other_Fails()
    {
        Send("x", 1);

        Assert.ThrowsAny<XunitException>(() => ExpectMsgAnyOf(["a", "b"]));
        Assert.ThrowsAny<XunitException>(() => ExpectMsgAnyOf(["a", "b"]));
    }

    private void Send(params object[] messages)
    {
        foreach (var message in messages)
        {
            TestActor.Tell(message);
        }
    }
}
