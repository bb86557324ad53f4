using Agent.Runtime.Stats;

namespace Agent.Runtime.Tests.Stats;

public class CpuMeterTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Read_AfterASecond_HasARate()
    {
        var meter = new CpuMeter();
        meter.Start(Start);

        Assert.Equal((100UL, null), meter.Read(Start.AddMilliseconds(500), 100));
        Assert.Equal((2_000_000_000UL, 1_000_000_000UL), meter.Read(Start.AddSeconds(2), 2_000_000_000));
        Assert.Equal((2_000_000_001UL, 1_000_000_000UL), meter.Read(Start.AddSeconds(2.5), 2_000_000_001));
        Assert.Equal((2_500_000_000UL, 500_000_000UL), meter.Read(Start.AddSeconds(3), 2_500_000_000));
    }

    [Fact]
    public void Read_Falling_StaysAtTheHighest()
    {
        var meter = new CpuMeter();
        meter.Read(Start, 1000);

        Assert.Equal(1000UL, meter.Read(Start.AddSeconds(2), 10).Nanoseconds);
    }

    [Fact]
    public void Read_NotStartedHere_HasNoRateAtFirst()
    {
        var meter = new CpuMeter();

        Assert.Equal((5_000UL, null), meter.Read(Start, 5_000));
        Assert.Equal((5_000UL, 0UL), meter.Read(Start.AddSeconds(1), 5_000));
    }
}
