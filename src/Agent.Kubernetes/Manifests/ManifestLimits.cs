namespace Agent.Kubernetes.Manifests;

/// <summary>What a manifest may cost before it is refused.</summary>
internal static class ManifestLimits
{
    /// <summary>Levels of lists and maps. The API's own types stay far below.</summary>
    public const int Depth = 100;

    /// <summary>Nodes that aliases may repeat, in all: a few lines of nested aliases could else become billions.</summary>
    public const int AliasedNodes = 50_000;

    /// <summary>Characters of a value that an error message shows.</summary>
    public const int ShownValue = 80;
}
