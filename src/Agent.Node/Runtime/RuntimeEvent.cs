using Agent.Cri.Protocol;
using Agent.Node.WellKnown;

namespace Agent.Node.Runtime;

/// <summary>The runtime announced a change; a hint to read the pod, never taken as the truth itself.</summary>
/// <param name="PodUid">The pod, if the event says; empty otherwise.</param>
/// <param name="ContainerId">The container or sandbox.</param>
/// <param name="Type">What happened.</param>
internal sealed record RuntimeEvent(string PodUid, string ContainerId, ContainerEventType Type)
{
    /// <summary>Reads a CRI event.</summary>
    public static RuntimeEvent From(ContainerEventResponse happened) => new(
        happened.PodSandboxStatus?.Metadata?.Uid
            ?? happened.ContainersStatuses.Select(c => c.Labels.GetValueOrDefault(CriLabels.PodUid, "")).FirstOrDefault() ?? "",
        happened.ContainerId,
        happened.ContainerEventType);
}
