using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace StandIns.Akka.Tests.TestKits;

public class AwaitTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);
    private int _calls;

    [Fact]
    public void AwaitAssert_PassesLater_IsRetried()
    {
        AwaitAssert(() => Assert.Equal(3, ++_calls), Long, Interval);

        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task AwaitAssertAsync_PassesLater_IsRetried()
    {
        await AwaitAssertAsync(() => Assert.Equal(3, ++_calls), Long, Interval);
        await AwaitAssertAsync(
            async () =>
            {
                await Task.Yield();
                Assert.Equal(5, ++_calls);
            },
            Long,
            Interval);

        Assert.Equal(5, _calls);
    }

    [Fact]
    public async Task AwaitAssert_NeverPasses_ThrowsTheLastFailure()
    {
        Action fails = () => throw new FormatException();

        Assert.Throws<FormatException>(() => AwaitAssert(fails, Short, Interval));
        await Assert.ThrowsAsync<FormatException>(() => AwaitAssertAsync(fails, Short, Interval));
    }

    [Fact]
    public void AwaitCondition_HoldsLater_Passes()
    {
        AwaitCondition(() => ++_calls == 2);
        AwaitCondition(() => ++_calls == 4, Long, Interval);
        AwaitCondition(() => ++_calls == 6, Long, Interval, "the hint");
        AwaitCondition(() => true, Long);
        AwaitCondition(() => true, Long, "the hint");

        Assert.Equal(6, _calls);
    }

    [Fact]
    public async Task AwaitConditionAsync_HoldsLater_Passes()
    {
        await AwaitConditionAsync(() => ++_calls == 2);
        await AwaitConditionAsync(() => Task.FromResult(++_calls == 4), Long, Interval);
        await AwaitConditionAsync(() => Task.FromResult(true), Long);

        Assert.Equal(4, _calls);
    }

    [Fact]
    public async Task AwaitCondition_NeverHolds_FailsWithMessage()
    {
        var error = Assert.ThrowsAny<XunitException>(() => AwaitCondition(() => false, Short, Interval, "the hint"));
        await Assert.ThrowsAnyAsync<XunitException>(() => AwaitConditionAsync(() => Task.FromResult(false), Short));

        Assert.Contains("the hint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AwaitConditionNoThrow_Either_TellsWhetherItHeld()
    {
        Assert.True(AwaitConditionNoThrow(() => ++_calls == 2, Long, Interval));
        Assert.False(AwaitConditionNoThrow(() => false, Short));
        Assert.False(await AwaitConditionNoThrowAsync(() => Task.FromResult(false), Short));
    }
}
