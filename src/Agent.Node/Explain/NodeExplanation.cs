using System.Collections.Immutable;

namespace Agent.Node.Explain;

/// <summary>What the node says of itself.</summary>
/// <param name="Adopted">The runtime's pods have been listed and adopted.</param>
/// <param name="SourcesReady">Every pod source has delivered at least once.</param>
/// <param name="BadManifests">Manifests that could not be used, with the reason; the last good version keeps running.</param>
public sealed record NodeExplanation(bool Adopted, bool SourcesReady, IReadOnlyList<string> BadManifests)
{
    /// <summary>Watches of the API server that have failed since the start, by what they watch; none where all is well.</summary>
    public ImmutableSortedDictionary<string, WatchExplanation> Watches { get; init; } =
        ImmutableSortedDictionary.Create<string, WatchExplanation>(StringComparer.Ordinal);

    /// <summary>Before anything is known.</summary>
    public static NodeExplanation Starting { get; } = new(false, false, []);
}
