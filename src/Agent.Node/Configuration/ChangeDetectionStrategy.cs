namespace Agent.Node.Configuration;

/// <summary>How changes of configMaps and secrets are noticed.</summary>
public enum ChangeDetectionStrategy
{
    /// <summary>By a watch of each object in use.</summary>
    Watch,

    /// <summary>By reading, at most once per time to live.</summary>
    Cache,

    /// <summary>By reading each time.</summary>
    Get,
}
