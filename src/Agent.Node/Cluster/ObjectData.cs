using Agent.Kubernetes;

namespace Agent.Node.Cluster;

/// <summary>What is known of a ConfigMap or Secret: its content, that there is none, or why it is not known.</summary>
/// <param name="ConfigMap">The ConfigMap.</param>
/// <param name="Secret">The Secret.</param>
/// <param name="Error">Why it could not be read; null: it was, or it does not exist.</param>
internal sealed record ObjectData(V1ConfigMap? ConfigMap, V1Secret? Secret, string? Error)
{
    /// <summary>There is no such object.</summary>
    public static ObjectData Missing { get; } = new(null, null, null);

    /// <summary>There is no such object.</summary>
    public bool IsMissing => ConfigMap is null && Secret is null && Error is null;

    /// <summary>It is not known whether there is one.</summary>
    public static ObjectData Unknown(string error) => new(null, null, error);

    /// <summary>Names nothing of the content, which may be secret.</summary>
    public override string ToString() => Error ?? (IsMissing ? "missing" : "present");
}
