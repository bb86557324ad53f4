using Agent.Kubernetes;

namespace Agent.Node.Probes;

/// <summary>Reads which probes a spec has.</summary>
internal static class ProbeKindsExtensions
{
    /// <summary>All kinds, startup first.</summary>
    public static readonly ProbeKind[] All = [ProbeKind.Startup, ProbeKind.Liveness, ProbeKind.Readiness];

    /// <summary>Whether that probe is among them.</summary>
    public static bool Has(this ProbeKinds kinds, ProbeKind kind) => ((int)kinds & (1 << (int)kind)) != 0;

    /// <summary>The probes of a container's spec.</summary>
    public static ProbeKinds Probes(this V1Container container) =>
        All.Where(k => container.Probe(k) is not null).Aggregate(ProbeKinds.None, (kinds, k) => kinds | (ProbeKinds)(1 << (int)k));

    /// <summary>The probe of that kind, or null.</summary>
    public static V1Probe? Probe(this V1Container container, ProbeKind kind) => kind switch
    {
        ProbeKind.Startup => container.StartupProbe,
        ProbeKind.Liveness => container.LivenessProbe,
        _ => container.ReadinessProbe,
    };
}
