using System.Globalization;

namespace Agent.Node.Volumes;

/// <summary>Where things of pods lie below the root directory, as the kubelet has them.</summary>
internal static class VolumePaths
{
    /// <summary>The directories of all pods.</summary>
    public static string Pods(string root) => Path.Combine(root, "pods");

    /// <summary>The directory of a pod.</summary>
    public static string Pod(string root, string uid) => Path.Combine(root, "pods", uid);

    /// <summary>The directory of a volume; empty: it has none.</summary>
    /// <param name="podDirectory">The pod's directory.</param>
    /// <param name="name">Name of the volume.</param>
    /// <param name="source">Its source.</param>
    /// <param name="kind">The name of its kind.</param>
    public static string Volume(string podDirectory, string name, VolumeSource source, string kind)
    {
        var plugin = source switch
        {
            VolumeSource.EmptyDir => "empty-dir",
            VolumeSource.Files => kind switch
            {
                "configMap" => "configmap",
                "secret" => "secret",
                "downwardAPI" => "downward-api",
                _ => "projected",
            },
            VolumeSource.Local => "local-volume",
            VolumeSource.Nfs => "nfs",
            _ => null,
        };
        return plugin is null ? "" : Path.Combine(podDirectory, "volumes", "kubernetes.io~" + plugin, name);
    }

    /// <summary>Where a part of a volume is mounted for a container.</summary>
    /// <param name="podDirectory">The pod's directory.</param>
    /// <param name="volume">Name of the volume.</param>
    /// <param name="container">Name of the container.</param>
    /// <param name="index">Place of the mount among the container's.</param>
    public static string SubPath(string podDirectory, string volume, string container, int index) =>
        Path.Combine(podDirectory, "volume-subpaths", volume, container, index.ToString(CultureInfo.InvariantCulture));
}
