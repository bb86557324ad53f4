using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Images;

namespace Agent.Benchmarks.Density;

/// <summary>The pod of the burst: one container that sleeps and may be killed. As CRI messages and as a manifest.</summary>
internal static class DensityPod
{
    /// <summary>Stops at once, so that clearing away between bursts takes no grace period.</summary>
    public static readonly TestImage Image =
        new ImageBuilder("sleeper").StopSignal("SIGKILL").Cmd("sleep", "2147483647").Build();

    /// <summary>As the kubelet has them: process ids are the container's own.</summary>
    private static readonly NamespaceOption Namespaces = new() { Pid = NamespaceMode.Container };

    public static string Name(int number) => $"density-{number}";

    public static PodSandboxConfig Sandbox(LabDirectory lab, int number)
    {
        var name = Name(number);
        var uid = Guid.NewGuid().ToString();
        return new PodSandboxConfig
        {
            Metadata = new PodSandboxMetadata { Name = name, Namespace = "default", Uid = uid },
            Hostname = name,
            LogDirectory = lab.Combine("logs", $"default_{name}_{uid}"),
            Linux = new LinuxPodSandboxConfig
            {
                SecurityContext = new LinuxSandboxSecurityContext
                {
                    NamespaceOptions = Namespaces.Clone(),
                    Seccomp = new SecurityProfile { ProfileType = SecurityProfile.Types.ProfileType.RuntimeDefault },
                },
            },
            Labels = { [CriLabels.PodName] = name, [CriLabels.PodNamespace] = "default", [CriLabels.PodUid] = uid },
        };
    }

    public static ContainerConfig Container(PodSandboxConfig sandbox) => new()
    {
        Metadata = new ContainerMetadata { Name = "main" },
        Image = new ImageSpec { Image = Image.Reference },
        LogPath = "main/0.log",
        Linux = new LinuxContainerConfig
        {
            SecurityContext = new LinuxContainerSecurityContext { NamespaceOptions = Namespaces.Clone() },
        },
        Labels =
        {
            [CriLabels.PodName] = sandbox.Metadata.Name,
            [CriLabels.PodNamespace] = sandbox.Metadata.Namespace,
            [CriLabels.PodUid] = sandbox.Metadata.Uid,
            [CriLabels.ContainerName] = "main",
        },
    };

    public static string Manifest(int number) => $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{Name(number)}}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
          - name: main
            image: {{Image.Reference}}
            imagePullPolicy: IfNotPresent
        """;
}
