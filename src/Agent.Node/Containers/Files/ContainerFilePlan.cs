using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.Volumes;

namespace Agent.Node.Containers.Files;

/// <summary>Which files an instance of a container gets from the agent, and their mounts.</summary>
internal static class ContainerFilePlan
{
    /// <summary>The files for the next instance.</summary>
    /// <param name="target">The container and its pod.</param>
    /// <param name="record">What is known of its instances.</param>
    /// <param name="options">The node's options.</param>
    public static ContainerFiles Next(ContainerTarget target, ContainerRecord record, NodeOptions options)
    {
        var (pod, container) = (target.Pod, target.Container);
        var files = new ContainerFiles(VolumePaths.Pod(options.RootDirectory, pod.Uid()), container.Name);
        if (EtcHosts.IsWanted(pod, container, target.Sandbox.Ips))
        {
            files = EtcHosts.Add(files, pod, target.Sandbox.Ips, options.ClusterDomain);
        }

        if (container.TerminationMessagePath is not { Length: > 0 })
        {
            return files;
        }

        IReadOnlyList<string> keep =
        [
            .. new[] { record.Instance, record.Previous }.Select(i => Path.GetFileName(i?.MessagePath ?? "")).Where(name => name.Length > 0),
        ];
        return files with { MessageFile = MessageFile(pod.Uid(), container.Name, record.Instance?.Id ?? "", keep), Keep = keep };
    }

    /// <summary>
    /// Mounts the files, after the container's own volumes and where none of those is. Its termination message cannot be a volume.
    /// </summary>
    public static void AddMounts(ContainerConfig config, V1Container container, ContainerFiles files)
    {
        if (files.Hosts is not null)
        {
            config.Mounts.Add(new Mount { ContainerPath = EtcHosts.MountPath, HostPath = files.HostsPath, SelinuxRelabel = true });
        }

        if (files.MessageFile.Length > 0)
        {
            config.Mounts.Add(new Mount
            {
                ContainerPath = container.TerminationMessagePath,
                HostPath = files.MessagePath,
                SelinuxRelabel = true,
            });
        }
    }

    /// <summary>
    /// Eight hexadecimal digits that no kept file has. They follow from the newest instance, so that an attempt that came to nothing
    /// leaves no file of its own.
    /// </summary>
    private static string MessageFile(string uid, string container, string newest, IReadOnlyList<string> keep)
    {
        for (var i = 0; ; i++)
        {
            var name = ContainerHash.Fnv1a($"{uid}/{container}/{newest}/{i}").ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
            if (!keep.Contains(name))
            {
                return name;
            }
        }
    }
}
