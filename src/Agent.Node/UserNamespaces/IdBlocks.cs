using System.Collections.Immutable;

namespace Agent.Node.UserNamespaces;

/// <summary>Which block of ids which pod has.</summary>
/// <param name="Range">Where blocks are taken from.</param>
/// <param name="IdsPerPod">Size of a block (<c>userNamespaces.idsPerPod</c>).</param>
/// <param name="ByPod">First ids by pod UID.</param>
internal sealed record IdBlocks(IdRange Range, long IdsPerPod, ImmutableSortedDictionary<string, long> ByPod)
{
    /// <summary>No pod has any.</summary>
    public static IdBlocks Empty(IdRange range, long idsPerPod) =>
        new(range, idsPerPod, ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    /// <summary>A pod has this block already, from before the agent began.</summary>
    public IdBlocks With(string uid, long first) => this with { ByPod = ByPod.SetItem(uid, first) };

    /// <summary>The pod's block, the lowest free one where it has none yet; null: all are taken.</summary>
    public (IdBlocks Blocks, long? First) Take(string uid)
    {
        if (ByPod.TryGetValue(uid, out var known))
        {
            return (this, known);
        }

        var taken = ByPod.Values.ToHashSet();
        for (var first = Range.First; first + IdsPerPod <= Range.First + Range.Count; first += IdsPerPod)
        {
            // One that was made with another size may reach into several of today's.
            if (!taken.Any(other => other < first + IdsPerPod && first < other + IdsPerPod))
            {
                return (With(uid, first), first);
            }
        }

        return (this, null);
    }

    /// <summary>The pod is gone.</summary>
    public IdBlocks Without(string uid) => ByPod.ContainsKey(uid) ? this with { ByPod = ByPod.Remove(uid) } : this;
}
