namespace Agent.Node.Host.Volumes;

/// <summary>The content that a volume of files is to have.</summary>
/// <param name="PodDirectory">The pod's directory.</param>
/// <param name="Directory">The volume's directory.</param>
/// <param name="MemoryOptions">Options of the tmpfs that holds it, so that no secret reaches a disk; null: none. Without root there is none.</param>
/// <param name="Files">All files.</param>
/// <param name="Ownership">Their group.</param>
public sealed record FilesSetup(
    string PodDirectory, string Directory, string? MemoryOptions, IReadOnlyList<VolumeFile> Files, VolumeOwnership Ownership)
{
    /// <summary>Names nothing of the content, which may be secret.</summary>
    public override string ToString() => $"{Directory} ({Files.Count} files)";
}
