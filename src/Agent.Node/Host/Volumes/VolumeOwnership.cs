namespace Agent.Node.Host.Volumes;

/// <summary>What <c>fsGroup</c> does to a volume: its files belong to the group, which may read (and write) them.</summary>
/// <param name="FsGroup">The group; null: owners and modes stay as they are.</param>
/// <param name="ReadOnly">The group gets no right to write.</param>
/// <param name="OnRootMismatch">Nothing is changed where the volume's root has group and mode already (<c>fsGroupChangePolicy</c>).</param>
public sealed record VolumeOwnership(long? FsGroup = null, bool ReadOnly = false, bool OnRootMismatch = false);
