namespace Agent.Node.Host.Volumes;

/// <summary>A file that the agent writes into a volume.</summary>
/// <param name="Path">Path below the volume's root, without <c>..</c>.</param>
/// <param name="Content">Its bytes, which may be secret.</param>
/// <param name="Mode">Permission bits.</param>
/// <param name="User">Owner; null: root.</param>
public sealed record VolumeFile(string Path, ReadOnlyMemory<byte> Content, int Mode, long? User = null)
{
    /// <summary>Names nothing of the content, which may be secret.</summary>
    public override string ToString() => $"{Path} ({Content.Length} bytes)";
}
