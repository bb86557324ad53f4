using Agent.Node.Images;

namespace Agent.Node.Tests.Images;

public sealed class TokenBucketTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TryTake_Burst_IsAllowedOnce()
    {
        var bucket = new TokenBucket(5, 10);

        Assert.Equal(10, Enumerable.Range(0, 20).Count(_ => bucket.TryTake(Start)));
    }

    [Fact]
    public void TryTake_AfterTheBurst_RefillsAtTheRate()
    {
        var bucket = new TokenBucket(5, 10);
        for (var i = 0; i < 10; i++)
        {
            bucket.TryTake(Start);
        }

        Assert.Equal(5, Enumerable.Range(0, 20).Count(_ => bucket.TryTake(Start.AddSeconds(1))));
    }

    [Fact]
    public void TryTake_RateZero_HasNoLimit()
    {
        var bucket = new TokenBucket(0, 1);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(bucket.TryTake(Start)));
    }
}
