using Agent.Cri.Protocol;
using Agent.Kubernetes;

namespace Agent.Node.NodeStatus;

/// <summary>An image on the node.</summary>
/// <param name="Names">Its digests, then its tags; at most <see cref="MaxNames"/>.</param>
/// <param name="SizeBytes">Its size in bytes.</param>
internal sealed record NodeImage(IReadOnlyList<string> Names, long SizeBytes)
{
    /// <summary>Names reported of one image (the kubelet's 5), so that the node object stays small.</summary>
    public const int MaxNames = 5;

    /// <summary>Reads the runtime's list: the largest first, those of one size by name.</summary>
    public static IReadOnlyList<NodeImage> From(IEnumerable<Image> images) =>
    [
        .. images
            .Select(image => new NodeImage([.. image.RepoDigests.Concat(image.RepoTags).Take(MaxNames)], (long)Math.Min(image.Size, long.MaxValue)))
            .OrderByDescending(image => image.SizeBytes)
            .ThenBy(image => image.Names.Count > 0 ? image.Names[0] : "", StringComparer.Ordinal),
    ];

    /// <summary>The images as the status names them.</summary>
    /// <param name="images">The images, the largest first.</param>
    /// <param name="max">How many at most; -1: all.</param>
    public static IReadOnlyList<V1ContainerImage> ForStatus(IReadOnlyList<NodeImage> images, int max) =>
        [.. images.Take(max < 0 ? images.Count : max).Select(image => new V1ContainerImage { Names = image.Names, SizeBytes = image.SizeBytes })];
}
