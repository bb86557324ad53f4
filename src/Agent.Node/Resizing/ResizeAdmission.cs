using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Admission;
using Agent.Node.Resources;

namespace Agent.Node.Resizing;

/// <summary>Whether the node grants a pod that it has other resources.</summary>
internal static class ResizeAdmission
{
    /// <summary>Why not; null: it does.</summary>
    /// <param name="wanted">The pod as its spec asks.</param>
    /// <param name="node">The node.</param>
    /// <param name="others">The other pods, with what they have.</param>
    public static ResizePending? Decide(V1Pod wanted, AdmissionNode node, IReadOnlyList<V1Pod> others)
    {
        var generation = wanted.Metadata.Generation;
        var requests = PodResources.Requests(wanted.Spec);
        foreach (var name in (string[])[ResourceNames.Cpu, ResourceNames.Memory])
        {
            if (node.Allocatable is { } allocatable && requests.GetValueOrDefault(name) > allocatable.GetValueOrDefault(name))
            {
                var shortage = new ResourceShortage(name, requests[name], Quantity.Zero, allocatable.GetValueOrDefault(name));
                return new(
                    ResizePending.Infeasible,
                    $"Node didn't have enough capacity: {name}, requested: {shortage.Number(shortage.Requested)}, capacity: {shortage.Number(shortage.Capacity)}",
                    generation);
            }
        }

        // Nobody goes for a resize, not even for that of a critical pod.
        if (NodeRoom.Shortages(wanted, node, others) is [var first, ..])
        {
            return new(ResizePending.Deferred, first.Verdict.Message, generation);
        }

        var verdict = PodAdmission.Decide(wanted, node, others);
        return verdict.IsAdmitted ? null : new(ResizePending.Deferred, verdict.Message, generation);
    }
}
