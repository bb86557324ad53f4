namespace Agent.Node.Probes;

/// <summary>The header User-Agent of requests to containers, by which servers know them.</summary>
internal static class ProbeUserAgents
{
    /// <summary>Of probes; the kubelet's of 1.36.</summary>
    public const string Probe = "kube-probe/1.36";

    /// <summary>Of lifecycle hooks; the kubelet's of 1.36.</summary>
    public const string Hook = "kube-lifecycle/1.36";
}
