namespace Agent.Node.Host.Volumes;

/// <summary>A part of a volume to be mounted by itself.</summary>
/// <param name="VolumePath">Root of the volume.</param>
/// <param name="SubPath">Path below it, relative and without <c>..</c>; made as a directory if absent and <paramref name="ReadOnlyVolume"/> is not set.</param>
/// <param name="Target">Where it is bind-mounted, so that nothing a container does to the path afterwards matters.</param>
/// <param name="ReadOnlyVolume">The volume cannot be written to.</param>
public sealed record SubPathSetup(string VolumePath, string SubPath, string Target, bool ReadOnlyVolume);
