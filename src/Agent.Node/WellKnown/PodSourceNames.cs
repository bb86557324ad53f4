namespace Agent.Node.WellKnown;

/// <summary>Where pods come from.</summary>
public static class PodSourceNames
{
    /// <summary>Manifests in a file or folder.</summary>
    public const string File = "file";

    /// <summary>A manifest from a URL.</summary>
    public const string Http = "http";

    /// <summary>The API server.</summary>
    public const string Api = "api";
}
