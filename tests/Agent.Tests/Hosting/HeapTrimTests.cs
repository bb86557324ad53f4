using Agent.Hosting;

namespace Agent.Tests.Hosting;

public class HeapTrimTests
{
    private const long Worth = HeapTrim.WorthBytes;
    private const long Quiet = HeapTrim.QuietBytes;

    [Theory]
    [InlineData(0, Worth)]
    [InlineData(Worth, Worth + Quiet)]
    public void Look_WhileMuchIsAllocated_Waits(long before, long now)
    {
        var (next, isDue) = new HeapTrim(before, 0).Look(now);

        Assert.False(isDue);
        Assert.Equal(new HeapTrim(now, 0), next);
    }

    [Fact]
    public void Look_QuietAfterABurst_IsDueOnce()
    {
        var (next, isDue) = new HeapTrim(Worth, 0).Look(Worth + 1);

        Assert.True(isDue);
        Assert.False(next.Look(Worth + 2).IsDue);
    }

    [Fact]
    public void Look_QuietWithLittleAllocatedSince_Waits() => Assert.False(new HeapTrim(Worth - 2, 0).Look(Worth - 1).IsDue);
}
