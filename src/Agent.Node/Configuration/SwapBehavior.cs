namespace Agent.Node.Configuration;

/// <summary>How pods use swap.</summary>
public enum SwapBehavior
{
    /// <summary>They do not.</summary>
    NoSwap,

    /// <summary>Burstable pods in proportion to their memory request.</summary>
    LimitedSwap,
}
