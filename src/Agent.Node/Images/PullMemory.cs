namespace Agent.Node.Images;

/// <summary>What the image queue must not forget when it crashes: a pod that fails again and again would else fail faster.</summary>
internal sealed class PullMemory
{
    /// <summary>Back-offs by pod, image and credentials.</summary>
    public SortedDictionary<string, PullBackoff> Backoffs { get; } = new(StringComparer.Ordinal);

    /// <summary>What the last attempt said, by the same.</summary>
    public SortedDictionary<string, string> LastErrors { get; } = new(StringComparer.Ordinal);
}
