using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace StandIns.Akka.Tests.TestKits;

public class ExpectTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task ExpectMsg_Type_GivesTheMessage()
    {
        TestActor.Tell("a");
        TestActor.Tell("b");

        Assert.Equal("a", ExpectMsg<string>());
        Assert.Equal("b", await ExpectMsgAsync<string>());
    }

    [Fact]
    public async Task ExpectMsg_BaseType_GivesTheMessage()
    {
        TestActor.Tell(new ArgumentNullException("x"));
        TestActor.Tell(1);

        Assert.IsType<ArgumentNullException>(ExpectMsg<ArgumentException>());
        Assert.Equal(1, await ExpectMsgAsync<object>());
    }

    [Fact]
    public async Task ExpectMsg_OtherType_Fails()
    {
        TestActor.Tell(1);
        TestActor.Tell(1);

        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>());
        await Assert.ThrowsAnyAsync<XunitException>(() => ExpectMsgAsync<string>().AsTask());
    }

    [Fact]
    public void ExpectMsg_Nothing_FailsAndNamesTypeAndHint()
    {
        var error = Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(Short, "the hint"));

        Assert.Contains("System.String", error.Message, StringComparison.Ordinal);
        Assert.Contains("the hint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectMsg_Value_ComparesByEquality()
    {
        foreach (var message in new object[] { new Point(1, 2), new Point(1, 2), new Point(1, 3), new Point(1, 3) })
        {
            TestActor.Tell(message);
        }

        Assert.Equal(new Point(1, 2), ExpectMsg(new Point(1, 2)));
        Assert.Equal(new Point(1, 2), await ExpectMsgAsync(new Point(1, 2)));
        Assert.ThrowsAny<XunitException>(() => ExpectMsg(new Point(1, 2)));
        await Assert.ThrowsAnyAsync<XunitException>(() => ExpectMsgAsync(new Point(1, 2)).AsTask());
    }

    [Fact]
    public void ExpectMsg_Array_ComparesItems()
    {
        TestActor.Tell(new[] { 1, 2 });

        ExpectMsg(new[] { 1, 2 });
    }

    [Fact]
    public async Task ExpectMsg_Predicate_MustHold()
    {
        foreach (var message in new[] { 1, 2, 3, 4 })
        {
            TestActor.Tell(message);
        }

        Assert.Equal(1, ExpectMsg<int>(n => n == 1));
        Assert.Equal(2, await ExpectMsgAsync<int>(n => n == 2));
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>(n => n > 3, hint: "more than three"));
        await Assert.ThrowsAnyAsync<XunitException>(() => ExpectMsgAsync<int>(n => n < 4).AsTask());
    }

    [Fact]
    public async Task ExpectMsg_Assertions_MustPass()
    {
        TestActor.Tell(1);
        TestActor.Tell(2);
        TestActor.Tell(3);

        Assert.Equal(1, ExpectMsg<int>(n => Assert.Equal(1, n)));
        Assert.Equal(2, await ExpectMsgAsync<int>(n => Assert.Equal(2, n)));
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>(n => Assert.Equal(1, n)));
    }

    [Fact]
    public void ExpectMsg_WithSender_SeesIt()
    {
        TestActor.Tell(1);
        TestActor.Tell(2);
        TestActor.Tell(3);

        ExpectMsg<int>((n, sender) => n == 1 && sender.Equals(TestActor));
        ExpectMsg<int>((_, sender) => Assert.Equal(TestActor, sender));
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>((_, sender) => !sender.Equals(TestActor)));
    }

    [Fact]
    public void ExpectMsg_Comparer_Decides()
    {
        TestActor.Tell("HELLO");
        TestActor.Tell("other");

        ExpectMsg("hello", (a, b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase));
        Assert.ThrowsAny<XunitException>(() => ExpectMsg("hello", (_, _) => false));
    }

    [Fact]
    public async Task ExpectNoMsg_Nothing_Passes()
    {
        ExpectNoMsg(Short);
        ExpectNoMsg(10);
        await ExpectNoMsgAsync(Short);
        await ExpectNoMsgAsync(10);
    }

    [Fact]
    public async Task ExpectNoMsg_Message_FailsAndTakesIt()
    {
        TestActor.Tell("a");
        TestActor.Tell("b");
        TestActor.Tell("c");

        Assert.ThrowsAny<XunitException>(() => ExpectNoMsg(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAnyAsync<XunitException>(() => ExpectNoMsgAsync().AsTask());
        ExpectMsg("c");
    }

    private sealed record Point(int X, int Y);
}
