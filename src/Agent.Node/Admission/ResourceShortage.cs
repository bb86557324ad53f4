using Agent.Kubernetes;
using Agent.Kubernetes.Resources;

namespace Agent.Node.Admission;

/// <summary>A resource of which the node has not enough left for a pod.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Requested">What the pod requests.</param>
/// <param name="Used">What others have.</param>
/// <param name="Capacity">What pods may use.</param>
internal sealed record ResourceShortage(string Resource, Quantity Requested, Quantity Used, Quantity Capacity)
{
    /// <summary>What must become free, in thousandths of a core or in units.</summary>
    public long Missing => Number(Requested) + Number(Used) - Number(Capacity);

    /// <summary>The refusal in the kubelet's words.</summary>
    public AdmissionVerdict Verdict => new(
        "OutOf" + Resource,
        $"Node didn't have enough resource: {Resource}, requested: {Number(Requested)}, used: {Number(Used)}, capacity: {Number(Capacity)}");

    /// <summary>An amount of the resource as that number.</summary>
    public long Number(Quantity amount) => Resource == ResourceNames.Cpu ? amount.MilliValue() : amount.Value();
}
