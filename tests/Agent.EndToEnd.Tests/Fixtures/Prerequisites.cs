using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures;

/// <summary>What the machine must offer for a real container runtime.</summary>
internal static class Prerequisites
{
    /// <summary>Set to 1 (continuous integration does), a missing prerequisite fails the test instead of skipping it.</summary>
    public const string RequiredVariable = "AGENT_E2E_REQUIRED";

    /// <summary>Names the directory with the control plane's programs, as the field's test tools have it.</summary>
    public const string AssetsVariable = "KUBEBUILDER_ASSETS";

    private static readonly string[] ControlPlanePrograms = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"];
    private static readonly string[] Commands = ["containerd", "containerd-shim-runc-v2", "ctr", "runc", "iptables", "ip", "setsid"];
    private static readonly string[] CniPlugins = ["bridge", "host-local", "loopback", "portmap"];
    private static readonly string[] CniDirectories = ["/usr/lib/cni", "/opt/cni/bin", "/usr/libexec/cni"];

    /// <summary>True where a missing prerequisite must fail the test.</summary>
    public static bool AreRequired => Environment.GetEnvironmentVariable(RequiredVariable) == "1";

    /// <summary>The directory with the CNI plugins, or null.</summary>
    public static string? CniDirectory =>
        CniDirectories.FirstOrDefault(directory => CniPlugins.All(plugin => File.Exists(Path.Combine(directory, plugin))));

    /// <summary>The statically linked busybox that images are made of, or null.</summary>
    public static string? Busybox => Command.Find("busybox") is { } path && IsStatic(path) ? path : null;

    /// <summary>The directory with the control plane's programs, or null.</summary>
    public static string? ControlPlaneDirectory => Environment.GetEnvironmentVariable(AssetsVariable) is { Length: > 0 } path ? path : null;

    /// <summary>One sentence per thing that is missing for a cluster of one node; empty where all is there.</summary>
    public static IReadOnlyList<string> MissingForCluster()
    {
        List<string> missing = [.. MissingForSmallCluster()];
        if (ControlPlaneDirectory is { } directory)
        {
            missing.AddRange(ControlPlanePrograms.Where(name => !File.Exists(Path.Combine(directory, name)))
                .Select(name => $"{name} is not in {directory}, which {AssetsVariable} names"));
        }
        else
        {
            missing.Add($"{AssetsVariable} does not name a directory with {string.Join(", ", ControlPlanePrograms)}");
        }

        return missing;
    }

    /// <summary>The same for a cluster of one node whose control plane is the agent's own.</summary>
    public static IReadOnlyList<string> MissingForSmallCluster() =>
        Command.Find("kubectl") is null ? [.. MissingForContainerd(), "kubectl is not on PATH"] : MissingForContainerd();

    /// <summary>One sentence per thing that is missing for containerd; empty where all is there.</summary>
    public static IReadOnlyList<string> MissingForContainerd()
    {
        List<string> missing = [];
        if (!OperatingSystem.IsLinux())
        {
            return ["containerd needs Linux"];
        }

        if (!Environment.IsPrivilegedProcess)
        {
            missing.Add("containerd needs root");
        }

        missing.AddRange(Commands.Where(name => Command.Find(name) is null).Select(name => $"{name} is not on PATH"));
        if (CniDirectory is null)
        {
            missing.Add($"no CNI plugins ({string.Join(", ", CniPlugins)}) in {string.Join(", ", CniDirectories)}");
        }

        if (Busybox is null)
        {
            missing.Add("no statically linked busybox on PATH");
        }

        return missing;
    }

    /// <summary>A statically linked program has no program header of type PT_INTERP (3); 64-bit little-endian ELF only.</summary>
    private static bool IsStatic(string path)
    {
        var head = new byte[4096];
        using var file = File.OpenRead(path);
        if (file.ReadAtLeast(head, 64, throwOnEndOfStream: false) < 64 || !head.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
        {
            return false;
        }

        var (table, size, count) = (BitConverter.ToInt64(head, 32), BitConverter.ToUInt16(head, 54), BitConverter.ToUInt16(head, 56));
        return Enumerable.Range(0, count)
            .Select(i => (int)table + (i * size))
            .All(offset => offset + 4 <= head.Length && BitConverter.ToInt32(head, offset) != 3);
    }
}
