using Agent.Cri.Protocol;
using Agent.Node.Volumes;

namespace Agent.Node.Containers;

/// <summary>A mount of a volume into a container.</summary>
/// <param name="Index">Its place among the container's mounts.</param>
/// <param name="Volume">The volume.</param>
/// <param name="SubPath">The part of the volume; empty: all of it.</param>
/// <param name="Mount">The mount, of the volume's root where only a part is wanted.</param>
internal sealed record PlannedMount(int Index, VolumeRecord Volume, string SubPath, Mount Mount);
