namespace Agent.Kubernetes.Defaulting;

/// <summary>
/// The defaults the API server gives a pod, for pods that do not come from it. Defaults that depend on the cluster (service
/// account, priority, tolerations) belong to its admission plug-ins and are not among them.
/// </summary>
public static class PodDefaults
{
    /// <summary>spec.terminationGracePeriodSeconds when not set, in seconds.</summary>
    public const long TerminationGracePeriodSeconds = 30;

    /// <summary>The pod with every default filled in. What is set stays as it is.</summary>
    public static V1Pod Apply(V1Pod pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return pod with { Spec = Apply(pod.Spec) };
    }

    private static V1PodSpec Apply(V1PodSpec spec)
    {
        var hostNetwork = spec.HostNetwork == true;
        var defaulted = spec with
        {
            Containers = [.. spec.Containers.Select(c => ContainerDefaults.Apply(c, hostNetwork))],
            InitContainers = spec.InitContainers?.Select(c => ContainerDefaults.Apply(c, hostNetwork)).ToList(),
            EphemeralContainers = spec.EphemeralContainers?.Select(ContainerDefaults.Apply).ToList(),
            Volumes = spec.Volumes?.Select(VolumeDefaults.Apply).ToList(),
            DnsPolicy = ContainerDefaults.Or(spec.DnsPolicy, "ClusterFirst"),
            RestartPolicy = ContainerDefaults.Or(spec.RestartPolicy, "Always"),
            SchedulerName = ContainerDefaults.Or(spec.SchedulerName, "default-scheduler"),
            SecurityContext = spec.SecurityContext ?? new V1PodSecurityContext(),
            TerminationGracePeriodSeconds = spec.TerminationGracePeriodSeconds ?? TerminationGracePeriodSeconds,
            EnableServiceLinks = spec.EnableServiceLinks ?? true,
            Overhead = ResourceDefaults.Round(spec.Overhead),
            ServiceAccountName = ContainerDefaults.Or(spec.ServiceAccountName, spec.ServiceAccount),
            ServiceAccount = ContainerDefaults.Or(spec.ServiceAccountName, spec.ServiceAccount),
        };
        return defaulted with { Resources = ResourceDefaults.OfPod(defaulted) };
    }
}
