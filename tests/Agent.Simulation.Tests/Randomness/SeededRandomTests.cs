using Agent.Simulation.Randomness;

namespace Agent.Simulation.Tests.Randomness;

public class SeededRandomTests
{
    // xoshiro256** with the state that splitmix64 makes of 42: the sequence must never change, or old seeds mean something else.
    [Fact]
    public void NextBits_Seed42_IsTheKnownSequence()
    {
        var random = new SeededRandom(42);

        ulong[] known = [1546998764402558742, 6990951692964543102, 12544586762248559009];
        Assert.Equal(known, Enumerable.Range(0, 3).Select(_ => random.NextBits()));
    }

    [Fact]
    public void For_SameName_DoesNotDependOnWhatWasDrawn()
    {
        var random = new SeededRandom(1);
        var before = random.For("a").NextBits();
        random.NextBits();

        Assert.Equal(before, random.For("a").NextBits());
        Assert.NotEqual(before, random.For("b").NextBits());
        Assert.NotEqual(before, new SeededRandom(2).For("a").NextBits());
    }

    [Fact]
    public void Next_AnyRange_StaysInItAndReachesItsEnds()
    {
        var random = new SeededRandom(7);
        var seen = Enumerable.Range(0, 1000).Select(_ => random.Next(-2, 3)).ToHashSet();

        Assert.Equal([-2, -1, 0, 1, 2], seen.Order());
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(random.NextDouble(), 0, 0.9999999999999999));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(random.Next(), 0, int.MaxValue - 1));
    }

    [Fact]
    public void Next_LeastAboveMost_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).Next(2, 1));

    [Fact]
    public void NextBytes_OddLength_FillsAll()
    {
        var bytes = new byte[1003];
        new SeededRandom(3).NextBytes(bytes);

        Assert.InRange(bytes.Count(b => b == 0), 0, 30);
    }

    [Fact]
    public void Shuffle_SameSeed_SameOrder()
    {
        int[] one = [.. Enumerable.Range(0, 50)];
        int[] two = [.. one];
        new SeededRandom(5).Shuffle(one);
        new SeededRandom(5).Shuffle(two);

        Assert.Equal(one, two);
        Assert.NotEqual(Enumerable.Range(0, 50), one);
    }
}
