using Agent.Kubernetes;

namespace Agent.Node.Sources;

/// <summary>What became of one manifest file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Content">Its bytes as last read, to know an unchanged file again.</param>
/// <param name="Pod">The last good version; null if there never was one.</param>
/// <param name="Problem">Why the present content is not used; empty if it is.</param>
/// <param name="Warnings">Fields that are not known, and the like.</param>
internal sealed record ManifestEntry(string Path, ReadOnlyMemory<byte> Content, V1Pod? Pod, string Problem, IReadOnlyList<string> Warnings);
