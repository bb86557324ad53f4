namespace Agent.Node.Host.Volumes;

/// <summary>A volume to be taken from a pod.</summary>
/// <param name="PodDirectory">The pod's directory.</param>
/// <param name="Name">Name of the volume.</param>
/// <param name="Force">Mounts that do not let go are detached.</param>
public sealed record VolumeTearDown(string PodDirectory, string Name, bool Force);
