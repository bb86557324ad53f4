namespace Agent.Node.Configuration;

/// <summary>How far a feature has come.</summary>
public enum FeatureStage
{
    /// <summary>An experiment, off unless asked for.</summary>
    Alpha,

    /// <summary>Tested, on or off by its own default.</summary>
    Beta,

    /// <summary>Part of the product; the gate cannot be changed any more.</summary>
    Stable,

    /// <summary>On its way out.</summary>
    Deprecated,
}
