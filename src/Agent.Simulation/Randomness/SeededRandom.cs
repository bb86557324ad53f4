using System.Buffers.Binary;
using System.Numerics;

namespace Agent.Simulation.Randomness;

/// <summary>
/// Randomness that is the same for a seed in every process and with every version of .NET: xoshiro256** by Blackman and Vigna,
/// its state filled by splitmix64.
/// </summary>
public sealed class SeededRandom : Random
{
    private const double ToUnit = 1.0 / (1L << 53);

    private readonly ulong _seed;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>A sequence of numbers that depends on the seed alone.</summary>
    public SeededRandom(long seed)
        : base(0)
    {
        _seed = (ulong)seed;
        var state = _seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>
    /// Another sequence for a purpose of its own: what is drawn from one does not shift the other. The same seed and name give
    /// the same sequence, however much was drawn before.
    /// </summary>
    public SeededRandom For(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hash = 14695981039346656037UL;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        hash ^= _seed;
        return new SeededRandom((long)SplitMix(ref hash));
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>True with a probability from 0 (never) to 1 (always).</summary>
    public bool Chance(double probability) => probability > 0 && NextDouble() < probability;

    /// <summary>A duration from a range, evenly distributed.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        most <= least ? least : new TimeSpan(NextInt64(least.Ticks, most.Ticks + 1));

    /// <inheritdoc/>
    public override int Next() => (int)Below(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue) => Next(0, maxValue);

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    /// <inheritdoc/>
    public override long NextInt64() => (long)Below(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue + (long)Below((ulong)maxValue - (ulong)minValue);
    }

    /// <inheritdoc/>
    public override double NextDouble() => (NextBits() >> 11) * ToUnit;

    /// <inheritdoc/>
    public override float NextSingle() => (NextBits() >> 40) * (1.0f / (1 << 24));

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> bits = stackalloc byte[sizeof(ulong)];
        while (buffer.Length > 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bits, NextBits());
            var count = Math.Min(buffer.Length, bits.Length);
            bits[..count].CopyTo(buffer);
            buffer = buffer[count..];
        }
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    /// <summary>Less than the bound; 0 if the bound is 0. The bias for bounds far below 2^64 does not matter here.</summary>
    private ulong Below(ulong bound) => Math.BigMul(NextBits(), bound, out _);

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
