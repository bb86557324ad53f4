using System.Text;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Hosting;
using Agent.Node.Images;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Sources;

namespace Agent.Benchmarks.Density;

/// <summary>The pod of the burst: one container that sleeps and may be killed. As CRI messages and as a manifest.</summary>
internal static class DensityPod
{
    /// <summary>Stops at once, so that clearing away between bursts takes no grace period.</summary>
    public static readonly TestImage Image =
        new ImageBuilder("sleeper").StopSignal("SIGKILL").Cmd("sleep", "2147483647").Build();

    public static string Name(int number) => $"density-{number}";

    /// <summary>What RunPodSandbox is asked for this pod: the agent's own words, so that both ask for the same.</summary>
    public static PodSandboxConfig Sandbox(LabDirectory lab, V1Pod pod) =>
        SandboxConfigBuilder.Build(pod, 0, NodeFacts.None, Options(lab)).Config!;

    /// <summary>What CreateContainer is asked for it.</summary>
    public static ContainerConfig Container(LabDirectory lab, V1Pod pod, PodSandboxConfig config)
    {
        var target = new ContainerTarget(pod, pod.Spec.Containers[0], new SandboxInstance("", 0, true, 0, [], false), config);
        var image = new ResolvedImage(Image.Reference, null, "", "");
        return ContainerConfigBuilder.Build(target, image, 0, NodeFacts.None, Options(lab)).Config!;
    }

    /// <summary>The pod of a manifest that never lay in a folder.</summary>
    public static V1Pod Pod(int number) =>
        StaticPodManifest.Read(Encoding.UTF8.GetBytes(Manifest(number)), "bare", "file", Guid.NewGuid().ToString()).Pods[0];

    private static NodeOptions Options(LabDirectory lab) => new() { NodeName = "bare", PodLogsDirectory = lab.Combine("logs") };

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
