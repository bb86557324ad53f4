using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Runtime;

namespace Agent.Node.Probes;

/// <summary>Health of instances that ran before the agent did: what the last status said of them holds until a probe says otherwise.</summary>
internal static class AdoptedHealth
{
    /// <summary>The record with the health that the pod's last status has of its running instance.</summary>
    /// <param name="record">The record as adopted.</param>
    /// <param name="status">The status last built, else as the API has it; null: none.</param>
    public static ContainerRecord Restore(ContainerRecord record, V1PodStatus? status)
    {
        if (record.Probes == ProbeKinds.None || record.Instance is not { State: ContainerInstanceState.Running } instance)
        {
            return record;
        }

        var before = (status?.ContainerStatuses ?? []).Concat(status?.InitContainerStatuses ?? [])
            .FirstOrDefault(s => s.Name == record.Name && IsOf(s.ContainerID, instance.Id));
        return before is null ? record : record with
        {
            Health = ContainerHealth.Begin(instance.Id) with
            {
                Startup = new ProbeReport(before.Started is true ? ProbeResult.Success : ProbeResult.Unknown),
                Readiness = new ProbeReport(before.Ready ? ProbeResult.Success : ProbeResult.Failure),
            },
        };
    }

    // <runtime>://<id>
    private static bool IsOf(string? containerId, string id) =>
        containerId?.Split("://", 2) is [_, var known] && known == id;
}
