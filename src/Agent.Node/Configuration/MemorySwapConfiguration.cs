namespace Agent.Node.Configuration;

/// <summary>How pods use swap.</summary>
public sealed record MemorySwapConfiguration
{
    /// <summary>How pods use swap. Empty: NoSwap.</summary>
    [ZeroIsUnset]
    public SwapBehavior? SwapBehavior { get; init; }
}
