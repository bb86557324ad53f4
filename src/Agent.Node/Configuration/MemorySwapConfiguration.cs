namespace Agent.Node.Configuration;

/// <summary>How pods use swap.</summary>
public sealed record MemorySwapConfiguration
{
    /// <summary>The rule. Empty: NoSwap.</summary>
    [ZeroIsUnset]
    public SwapBehavior? SwapBehavior { get; init; }
}
