using Agent.Kubernetes;

namespace Agent.Node.Admission;

/// <summary>Whether a node takes a pod.</summary>
/// <param name="Reason">One word why not, as the kubelet's; empty: it does.</param>
/// <param name="Message">The same for people.</param>
internal sealed record AdmissionVerdict(string Reason, string Message)
{
    /// <summary>The pod is taken.</summary>
    public static AdmissionVerdict Admitted { get; } = new("", "");

    /// <summary>The pod is taken.</summary>
    public bool IsAdmitted => Reason.Length == 0;

    /// <summary>Pods that have to go before it begins, in order of their names; only of a pod that is taken.</summary>
    public IReadOnlyList<V1Pod> Preempted { get; init; } = [];
}
