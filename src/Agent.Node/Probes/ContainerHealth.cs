namespace Agent.Node.Probes;

/// <summary>What the probes say of one instance of a container; of another instance they say nothing.</summary>
/// <param name="InstanceId">The runtime's identifier of the instance; empty: none was probed.</param>
/// <param name="Startup">Whether it has started.</param>
/// <param name="Liveness">Whether it is alive.</param>
/// <param name="Readiness">Whether it is ready.</param>
internal sealed record ContainerHealth(string InstanceId, ProbeReport Startup, ProbeReport Liveness, ProbeReport Readiness)
{
    public static readonly ContainerHealth None = Begin("");

    public ProbeReport this[ProbeKind kind] => kind switch
    {
        ProbeKind.Startup => Startup,
        ProbeKind.Liveness => Liveness,
        _ => Readiness,
    };

    /// <summary>A new instance.</summary>
    public static ContainerHealth Begin(string instanceId) => new(
        instanceId,
        new ProbeReport(ProbeRun.Initial(ProbeKind.Startup)),
        new ProbeReport(ProbeRun.Initial(ProbeKind.Liveness)),
        new ProbeReport(ProbeRun.Initial(ProbeKind.Readiness)));

    /// <summary>With another report of one probe.</summary>
    public ContainerHealth With(ProbeKind kind, ProbeReport report) => kind switch
    {
        ProbeKind.Startup => this with { Startup = report },
        ProbeKind.Liveness => this with { Liveness = report },
        _ => this with { Readiness = report },
    };
}
