namespace Agent.Simulation.Tests.Time;

public sealed class VirtualTimeProviderTests : IDisposable
{
    private readonly Simulation _simulation = Simulation.Create(1);

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void GetUtcNow_TimePasses_Follows()
    {
        var start = _simulation.Time.GetUtcNow();
        var timestamp = _simulation.Time.GetTimestamp();

        _simulation.Advance(TimeSpan.FromDays(3));

        Assert.Equal(start + TimeSpan.FromDays(3), _simulation.Time.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(3), _simulation.Time.GetElapsedTime(timestamp));
        Assert.NotEqual(0, timestamp);
    }

    [Fact]
    public void CreateTimer_Periodic_FiresAtEachPeriodUntilDisposed()
    {
        var at = new List<double>();
        var timer = _simulation.Time.CreateTimer(_ => at.Add(_simulation.Elapsed.TotalSeconds), null, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2));
        _simulation.Advance(TimeSpan.FromSeconds(8));
        timer.Dispose();
        _simulation.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal([3, 5, 7], at);
    }

    [Fact]
    public void CreateTimer_Changed_FiresAtTheNewTimeOnly()
    {
        var at = new List<double>();
        using var timer = _simulation.Time.CreateTimer(_ => at.Add(_simulation.Elapsed.TotalSeconds), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        _simulation.Advance(TimeSpan.FromSeconds(1));
        Assert.True(timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan));
        _simulation.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([11], at);
    }

    [Fact]
    public void CreateTimer_SeveralDueAtOnce_OrderIsDrawnFromTheSeed()
    {
        Assert.Equal(Order(4), Order(4));
        Assert.NotEqual(Order(4), Order(5));

        static string Order(long seed)
        {
            var order = new List<int>();
            using var simulation = Simulation.Create(seed);
            foreach (var i in Enumerable.Range(0, 20))
            {
                simulation.Schedule(TimeSpan.FromSeconds(1), () => order.Add(i));
            }

            simulation.Advance(TimeSpan.FromSeconds(1));
            return string.Join(' ', order);
        }
    }
}
