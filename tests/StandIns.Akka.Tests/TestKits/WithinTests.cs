using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace StandIns.Akka.Tests.TestKits;

public class WithinTests : TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [Fact]
    public void Remaining_OutsideWithin_Throws() => Assert.Throws<InvalidOperationException>(() => Remaining);

    [Fact]
    public void Within_Block_SeesTheTimeLeft() => Within(Long, () =>
    {
        Assert.InRange(Remaining, TimeSpan.FromSeconds(1), Long);
        Assert.InRange(RemainingOrDefault, TimeSpan.FromSeconds(30), Long);
        Within(TimeSpan.FromSeconds(20), () => Assert.InRange(Remaining, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        Assert.InRange(Remaining, TimeSpan.FromSeconds(21), Long);
    });

    [Fact]
    public void Within_InnerLongerThanOuter_IsCutToTheOuter() => Within(TimeSpan.FromSeconds(30), () =>
        Within(Long, () => Assert.InRange(Remaining, TimeSpan.Zero, TimeSpan.FromSeconds(30))));

    [Fact]
    public void Within_Function_GivesItsResult()
    {
        TestActor.Tell("x");

        Assert.Equal("x", Within(Long, () => ExpectMsg<string>()));
    }

    [Fact]
    public async Task WithinAsync_Function_GivesItsResult()
    {
        TestActor.Tell("x");

        Assert.Equal("x", await WithinAsync(Long, async () => await ExpectMsgAsync<string>()));
        await WithinAsync(Long, async () => await Task.Yield());
    }

    [Fact]
    public void Within_TooLong_Fails() =>
        Assert.ThrowsAny<XunitException>(() => Within(TimeSpan.FromMilliseconds(1), () => Thread.Sleep(500)));

    [Fact]
    public async Task WithinAsync_NeverEnding_Fails()
    {
        var never = new TaskCompletionSource();

        await Assert.ThrowsAnyAsync<XunitException>(() => WithinAsync(TimeSpan.FromMilliseconds(50), () => never.Task));
    }

    [Fact]
    public void Within_Epsilon_AllowsThatMuchMore() =>
        Within(TimeSpan.FromMilliseconds(1), () => Thread.Sleep(50), TimeSpan.FromMinutes(1));

    [Fact]
    public void Within_TooFast_Fails() =>
        Assert.ThrowsAny<XunitException>(() => Within(TimeSpan.FromSeconds(50), Long, () => { }, "the hint"));

    [Fact]
    public void Within_MinBeyondTheOuter_Fails() =>
        Within(TimeSpan.FromSeconds(20), () => Assert.ThrowsAny<XunitException>(() => Within(Long, Long, () => { })));

    [Fact]
    public void Within_Exception_ComesThrough()
    {
        Assert.Throws<FormatException>(() => Within(Long, () => throw new FormatException()));
        Assert.Throws<InvalidOperationException>(() => Remaining);
    }

    [Fact]
    public async Task WithinAsync_ExceptionAfterAwait_IsWrapped()
    {
        var error = await Assert.ThrowsAsync<AggregateException>(() => WithinAsync(Long, async () =>
        {
            await Task.Yield();
            throw new FormatException();
        }));

        Assert.IsType<FormatException>(error.InnerException);
    }

    [Fact]
    public void Within_EndsWithReceiveWhile_IsNotTooLong() =>
        Within(TimeSpan.FromMilliseconds(100), () => ReceiveWhile<object>(message => message));
}
