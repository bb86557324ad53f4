namespace Agent.Node.Runtime;

/// <summary>What the gateway bounds and measures alike.</summary>
internal enum CriCallClass
{
    /// <summary>Costly calls that start something; the only class under the concurrency bound.</summary>
    Start,

    /// <summary>Calls that end or remove something; in lanes, never under the bound.</summary>
    Stop,

    /// <summary>Calls that read.</summary>
    Read,

    /// <summary>Image pulls; the image queue bounds them.</summary>
    Pull,

    /// <summary>Commands in a container; bounded by their own time-out.</summary>
    Exec,
}
