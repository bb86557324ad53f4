using System.Globalization;
using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Cluster;
using Agent.Node.Hosting;
using Agent.Node.Images;
using Agent.Node.Pods;
using Agent.Node.WellKnown;
using Google.Protobuf;

namespace Agent.Node.Containers;

/// <summary>Makes the CRI configuration of a container.</summary>
internal static class ContainerConfigBuilder
{
    /// <summary>The configuration, or why there is none (reason CreateContainerConfigError).</summary>
    public static Built<ContainerConfig> Build(
        ContainerTarget target, ResolvedImage image, int restartCount, NodeFacts facts, NodeOptions options, ClusterObjects? objects = null)
    {
        var (pod, container) = (target.Pod, target.Container);
        var name = container.Name ?? "";
        var environment = ContainerEnvironment.Build(target, facts, objects ?? ClusterObjects.None);
        if (environment.Config is not { } variables)
        {
            return Built<ContainerConfig>.Failed(environment.Error);
        }

        var security = SecurityContexts.Build(pod, container, image, options, facts, target.UserIds);
        if (security.Config is null)
        {
            return Built<ContainerConfig>.Failed(security.Error);
        }

        if (target.ProcessesOf.Length > 0)
        {
            if (target.ProcessesOfId is not { } id)
            {
                return Built<ContainerConfig>.Failed($"unable to find target container {target.ProcessesOf}");
            }

            // With the processes of the pod or the node in sight there is nothing to add.
            if (security.Config.NamespaceOptions.Pid == NamespaceMode.Container)
            {
                security.Config.NamespaceOptions.Pid = NamespaceMode.Target;
                security.Config.NamespaceOptions.TargetId = id;
            }
        }

        var config = new ContainerConfig
        {
            Metadata = new ContainerMetadata { Name = name, Attempt = (uint)restartCount },
            Image = new ImageSpec { Image = image.Ref, UserSpecifiedImage = container.Image ?? "" },
            WorkingDir = container.WorkingDir ?? "",
            LogPath = $"{name}/{restartCount.ToString(CultureInfo.InvariantCulture)}.log",
            Stdin = container.Stdin ?? false,
            StdinOnce = container.StdinOnce ?? false,
            Tty = container.Tty ?? false,
            Linux = new LinuxContainerConfig { Resources = LinuxResources.Build(pod, container, options, facts), SecurityContext = security.Config },
        };
        config.Command.AddRange((container.Command ?? []).Select(c => VariableExpansion.Expand(c, variables.Values)));
        config.Args.AddRange((container.Args ?? []).Select(a => VariableExpansion.Expand(a, variables.Values)));
        config.Envs.AddRange(variables.Ordered.Select(v => new KeyValue { Key = v.Key, Value = ByteString.CopyFromUtf8(v.Value) }));
        config.Mounts.AddRange(target.Mounts.Select(m => m.Clone()));
        config.Labels[CriLabels.PodName] = pod.Metadata.Name ?? "";
        config.Labels[CriLabels.PodNamespace] = pod.Metadata.Namespace ?? "";
        config.Labels[CriLabels.PodUid] = pod.Metadata.Uid ?? "";
        config.Labels[CriLabels.ContainerName] = name;
        Annotate(config, pod, container, restartCount);
        return Built<ContainerConfig>.Ok(config);
    }

    private static void Annotate(ContainerConfig config, V1Pod pod, V1Container container, int restartCount)
    {
        config.Annotations[CriAnnotations.ContainerHash] = ContainerHash.Compute(container.Name ?? "", container.Image ?? "");
        config.Annotations[CriAnnotations.RestartCount] = restartCount.ToString(CultureInfo.InvariantCulture);
        config.Annotations[CriAnnotations.TerminationMessagePath] = container.TerminationMessagePath ?? "";
        config.Annotations[CriAnnotations.TerminationMessagePolicy] = container.TerminationMessagePolicy ?? "";
        if (pod.Metadata.DeletionGracePeriodSeconds is { } deletion)
        {
            config.Annotations[CriAnnotations.PodDeletionGracePeriod] = deletion.ToString(CultureInfo.InvariantCulture);
        }

        if (pod.Spec.TerminationGracePeriodSeconds is { } grace)
        {
            config.Annotations[CriAnnotations.PodTerminationGracePeriod] = grace.ToString(CultureInfo.InvariantCulture);
        }

        if (container.Lifecycle?.PreStop is { } preStop)
        {
            config.Annotations[CriAnnotations.PreStopHandler] = KubernetesJson.Serialize(preStop);
        }

        if (container.Ports is { Count: > 0 } ports)
        {
            config.Annotations[CriAnnotations.Ports] = "[" + string.Join(',', ports.Select(KubernetesJson.Serialize)) + "]";
        }
    }
}
