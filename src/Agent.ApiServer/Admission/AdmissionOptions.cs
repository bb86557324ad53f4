namespace Agent.ApiServer.Admission;

/// <summary>What is done to new objects beyond their defaults, as upstream's admission plug-ins do.</summary>
public sealed record AdmissionOptions
{
    /// <summary>Pods get their namespace's service account and a volume with its token.</summary>
    public bool ServiceAccounts { get; init; } = true;

    /// <summary>Pods tolerate nodes that are not ready or unreachable for 300 s.</summary>
    public bool DefaultTolerations { get; init; } = true;

    /// <summary>New nodes are tainted as not ready, which the node lifecycle controller takes off.</summary>
    public bool TaintNewNodes { get; init; } = true;

    /// <summary>
    /// The certificates by which pods know the API server, PEM; in each namespace's config map <c>kube-root-ca.crt</c>. May be
    /// empty: then so is the file in pods.
    /// </summary>
    public string RootCertificates { get; init; } = "";
}
