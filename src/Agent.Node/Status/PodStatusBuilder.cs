using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Resources;
using Agent.Node.Sources;

namespace Agent.Node.Status;

/// <summary>
/// The status of a pod, a pure function of what its actor records and of the status before: written to the API server, shown by
/// <c>agent pods</c>, judged by nothing else.
/// </summary>
internal static class PodStatusBuilder
{
    /// <summary>Builds the status.</summary>
    /// <param name="view">The pod; it has a spec and is adopted.</param>
    /// <param name="previous">The status last built; null: none yet, what the API has counts instead.</param>
    /// <param name="facts">What it says of the node.</param>
    /// <param name="now">Now.</param>
    public static V1PodStatus Build(PodView view, V1PodStatus? previous, PodStatusFacts facts, DateTimeOffset now)
    {
        var pod = view.Pod ?? throw new ArgumentException("a pod without a spec has no status", nameof(view));
        var before = previous ?? pod.Status;
        if (view.EndStatus is { IsRejection: true } refused)
        {
            return Refused(pod, before, refused, now);
        }

        var context = new ContainerStatusContext
        {
            Pod = pod,
            RuntimeName = facts.RuntimeName,
            RegularCreated = view.Containers.Any(c => c.Kind == ContainerKind.Regular && c.Instance is not null),
            Granted = view.Granted,
            IsEnding = view.Work != PodWork.Sync || pod.Metadata.DeletionTimestamp is not null,
        };
        var statuses = view.Containers.ToDictionary(
            c => c.Name,
            c => ContainerStatusBuilder.Build(context, PodSpecs.Container(pod, c.Name), c, Before(before, c)),
            StringComparer.Ordinal);
        var phase = Phase(view, pod, before, PodPhaseRules.Compute(view, pod, statuses));
        IReadOnlyList<V1ContainerStatus> init =
            [.. view.Containers.Where(c => c.Kind is ContainerKind.Init or ContainerKind.Sidecar).Select(c => statuses[c.Name])];
        var regular = Sorted(view, ContainerKind.Regular, statuses);
        var ephemeral = Sorted(view, ContainerKind.Ephemeral, statuses);
        if (view.Work >= PodWork.Terminated)
        {
            (init, regular) = (PodFinalization.Init(init), PodFinalization.Regular(pod, init, regular));
        }

        var hostIps = PodAddresses.Host(facts.HostIps);
        var podIps = PodAddresses.Pod(
            pod.Spec.HostNetwork ?? false, view.Sandboxes.Count > 0 ? view.Sandboxes[0].Ips : [], hostIps, before.PodIPs);
        var (reason, message) = Cause(view, pod, before, phase);
        var requests = PodResources.Requests(pod.Spec);
        return new V1PodStatus
        {
            ObservedGeneration = Generation(pod, before),
            Phase = phase,
            Reason = reason,
            Message = message,
            StartTime = ActiveDeadline.Begun(view, before) ?? KubernetesTime.ToSeconds(now),
            QosClass = PodQos.Of(pod).ToString(),
            HostIP = hostIps.Count > 0 ? hostIps[0] : null,
            HostIPs = hostIps.Count > 0 ? [.. hostIps.Select(ip => new V1HostIP { Ip = ip })] : null,
            PodIP = podIps.Count > 0 ? podIps[0] : null,
            PodIPs = podIps.Count > 0 ? [.. podIps.Select(ip => new V1PodIP { Ip = ip })] : null,
            InitContainerStatuses = init.Count > 0 ? init : null,
            ContainerStatuses = regular,
            EphemeralContainerStatuses = ephemeral.Count > 0 ? ephemeral : null,
            Conditions = PodConditions.Build(view, pod, phase, init, regular, before.Conditions, now),
            AllocatedResources = requests.Count > 0 ? requests : null,
            Resources = PodResourcesOf(pod.Spec, requests),
        };
    }

    /// <summary>The status of a pod that the node does not take.</summary>
    private static V1PodStatus Refused(V1Pod pod, V1PodStatus before, PodEndStatus refused, DateTimeOffset now) => new()
    {
        ObservedGeneration = Generation(pod, before),
        Phase = PodPhases.Failed,
        Reason = refused.Reason,
        Message = "Pod was rejected: " + refused.Message,
        StartTime = before.StartTime ?? KubernetesTime.ToSeconds(now),
        QosClass = PodQos.Of(pod).ToString(),
    };

    private static long? Generation(V1Pod pod, V1PodStatus before) =>
        pod.Metadata.Generation is { } generation ? Math.Max(generation, before.ObservedGeneration ?? 0) : before.ObservedGeneration;

    private static V1ContainerStatus? Before(V1PodStatus before, ContainerRecord record) =>
        (record.Kind switch
        {
            ContainerKind.Regular => before.ContainerStatuses,
            ContainerKind.Ephemeral => before.EphemeralContainerStatuses,
            _ => before.InitContainerStatuses,
        })?.FirstOrDefault(s => s.Name == record.Name);

    private static IReadOnlyList<V1ContainerStatus> Sorted(
        PodView view, ContainerKind kind, Dictionary<string, V1ContainerStatus> statuses) =>
        [.. view.Containers.Where(c => c.Kind == kind).Select(c => statuses[c.Name]).OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>A terminal phase is never left, the API's above all; what the node ends has failed; so has what never came to run.</summary>
    private static string Phase(PodView view, V1Pod pod, V1PodStatus before, string computed) =>
        PodPhases.IsTerminal(pod.Status.Phase) ? pod.Status.Phase!
        : PodPhases.IsTerminal(before.Phase) ? before.Phase!
        : computed == PodPhases.Succeeded ? computed
        : view.EndStatus is not null ? PodPhases.Failed
        : view.Work >= PodWork.Terminated && !pod.IsStatic() ? PodPhases.Failed
        : computed;

    private static (string? Reason, string? Message) Cause(PodView view, V1Pod pod, V1PodStatus before, string phase)
    {
        if (view.EndStatus is { } end && phase == PodPhases.Failed && !PodPhases.IsTerminal(pod.Status.Phase))
        {
            return (end.Reason, end.Message);
        }

        return phase == before.Phase ? (before.Reason, before.Message)
            : phase == pod.Status.Phase ? (pod.Status.Reason, pod.Status.Message)
            : (null, null);
    }

    private static V1ResourceRequirements? PodResourcesOf(V1PodSpec spec, IReadOnlyDictionary<string, Quantity> requests)
    {
        var limits = PodResources.Limits(spec);
        return requests.Count == 0 && limits.Count == 0
            ? null
            : new V1ResourceRequirements
            {
                Requests = requests.Count > 0 ? requests : null,
                Limits = limits.Count > 0 ? limits : null,
            };
    }
}
