using System.Collections.Immutable;
using Agent.Node.Host;
using Agent.Node.WellKnown;

namespace Agent.Node.Sources;

/// <summary>
/// The manifests of the file source. A file that cannot be used is reported and its last good version keeps running
/// (the kubelet drops such a pod at its next full listing); a file that is gone takes its pod with it.
/// </summary>
internal static class ManifestFolder
{
    /// <summary>The entries after a listing.</summary>
    /// <param name="before">The entries before, by path.</param>
    /// <param name="files">The files as listed.</param>
    /// <param name="nodeName">The node, part of a static pod's name and UID.</param>
    public static ImmutableSortedDictionary<string, ManifestEntry> Read(
        ImmutableSortedDictionary<string, ManifestEntry> before, IReadOnlyList<HostFile> files, string nodeName)
    {
        var after = ImmutableSortedDictionary.CreateBuilder<string, ManifestEntry>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var known = before.GetValueOrDefault(file.Path);
            after[file.Path] = known is not null && file.Error is null && known.Content.Span.SequenceEqual(file.Content.Span)
                ? known
                : Read(known, file, nodeName);
        }

        return after.ToImmutable();
    }

    private static ManifestEntry Read(ManifestEntry? known, HostFile file, string nodeName)
    {
        if (file.Error is { } unreadable)
        {
            return new ManifestEntry(file.Path, file.Content, known?.Pod, $"{file.Path}: {unreadable}", []);
        }

        var read = StaticPodManifest.Read(file.Content, nodeName, PodSourceNames.File, file.Path);
        return read.Errors.Count == 0 && read.Pods.Count == 1
            ? new ManifestEntry(file.Path, file.Content, read.Pods[0], "", read.Warnings)
            : new ManifestEntry(file.Path, file.Content, known?.Pod, string.Join("; ", read.Errors), read.Warnings);
    }
}
