namespace Agent.Node.Configuration;

/// <summary>A switch for a feature that the node has a part in.</summary>
/// <param name="Name">The upstream name.</param>
/// <param name="Stage">How far the feature has come at 1.36.</param>
/// <param name="Default">Whether it is on when nobody says otherwise.</param>
/// <param name="IsLocked">Whether only the default is allowed.</param>
public sealed record FeatureGate(string Name, FeatureStage Stage, bool Default, bool IsLocked = false);
