using Agent.Kubernetes;

namespace Agent.Node.Status;

/// <summary>What the API server's status of a pod is to become: the agent's account with what others have written into it.</summary>
internal static class PodStatusMerge
{
    /// <summary>The merged status.</summary>
    /// <param name="api">The status the API server has.</param>
    /// <param name="own">The agent's.</param>
    /// <param name="mayRun">Something of the pod may still run: a terminal phase is withheld.</param>
    public static V1PodStatus Merge(V1PodStatus api, V1PodStatus own, bool mayRun)
    {
        var isHeld = PodPhases.IsTerminal(api.Phase) || (mayRun && PodPhases.IsTerminal(own.Phase));
        var (phase, reason, message) = isHeld && api.Phase != own.Phase
            ? (api.Phase, api.Reason, api.Message)
            : (own.Phase, own.Reason, own.Message);
        return own with
        {
            Phase = phase,
            Reason = reason,
            Message = message,
            Conditions = Conditions(api, own, phase ?? ""),
            StartTime = api.StartTime ?? own.StartTime,
            QosClass = api.QosClass is { Length: > 0 } qos ? qos : own.QosClass,
            ObservedGeneration = own.ObservedGeneration is { } generation
                ? Math.Max(generation, api.ObservedGeneration ?? 0) : api.ObservedGeneration,
            NominatedNodeName = api.NominatedNodeName,
            Resize = api.Resize,
            ResourceClaimStatuses = api.ResourceClaimStatuses,
            ExtendedResourceClaimStatus = api.ExtendedResourceClaimStatus,
            NodeAllocatableResourceClaimStatuses = api.NodeAllocatableResourceClaimStatuses,
            UnknownFields = api.UnknownFields,
        };
    }

    private static IReadOnlyList<V1PodCondition>? Conditions(V1PodStatus api, V1PodStatus own, string phase)
    {
        var isTerminal = PodPhases.IsTerminal(phase);
        var mine = (own.Conditions ?? [])
            .Where(c => c.Type != PodConditionTypes.DisruptionTarget || isTerminal)
            .Select(c => Keep(isTerminal ? Unready(c, phase) : c, api))
            .ToList();
        var all = (api.Conditions ?? []).Where(c => !PodConditionTypes.IsOwn(c.Type) && mine.All(m => m.Type != c.Type)).Concat(mine).ToList();
        return all.Count > 0 ? all : null;
    }

    // A pod that is over serves nobody, whatever was true when its last container ended.
    private static V1PodCondition Unready(V1PodCondition condition, string phase) =>
        condition.Type is PodConditionTypes.Ready or PodConditionTypes.ContainersReady && condition.Status == "True"
            ? PodConditions.Terminal(condition.Type, phase) with
            {
                ObservedGeneration = condition.ObservedGeneration,
                LastTransitionTime = condition.LastTransitionTime,
            }
            : condition;

    /// <summary>A status that the API shows already holds since the time it shows.</summary>
    private static V1PodCondition Keep(V1PodCondition condition, V1PodStatus api) =>
        PodConditions.Find(api.Conditions, condition.Type) is { LastTransitionTime: { } since } there && there.Status == condition.Status
            ? condition with { LastTransitionTime = since, LastProbeTime = there.LastProbeTime }
            : condition;
}
