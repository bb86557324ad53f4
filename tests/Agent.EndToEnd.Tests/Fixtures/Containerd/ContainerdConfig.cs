namespace Agent.EndToEnd.Tests.Fixtures.Containerd;

/// <summary>The configuration file of a containerd whose every path lies in the fixture's directory.</summary>
internal static class ContainerdConfig
{
    public static string For(LabDirectory lab, string socket, string sandboxImage, string cniDirectory) => $"""
        version = 2
        root = "{lab.Combine("root")}"
        state = "{lab.Combine("state")}"
        disabled_plugins = [
          "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs",
          "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs",
        ]

        [grpc]
          address = "{socket}"

        [plugins."io.containerd.internal.v1.opt"]
          path = "{lab.Combine("opt")}"

        [plugins."io.containerd.grpc.v1.cri"]
          sandbox_image = "{sandboxImage}"
          # Machines without CAP_SYS_RESOURCE refuse to lower it.
          restrict_oom_score_adj = true
          netns_mounts_under_state_dir = true

        [plugins."io.containerd.grpc.v1.cri".cni]
          bin_dir = "{cniDirectory}"
          conf_dir = "{lab.Combine("net.d")}"

        [plugins."io.containerd.grpc.v1.cri".containerd]
          snapshotter = "{Snapshotter(lab.Path)}"

        [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
          runtime_type = "io.containerd.runc.v2"

        [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
          Root = "{lab.Combine("runc")}"

        """;

    /// <summary>Where the directory itself is on an overlay (tests in a container), no overlay can be stacked on it.</summary>
    public static string Snapshotter(string directory) => new DriveInfo(directory).DriveFormat == "overlay" ? "native" : "overlayfs";
}
