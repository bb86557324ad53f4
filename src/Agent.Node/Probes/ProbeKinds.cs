namespace Agent.Node.Probes;

/// <summary>The probes that a container has.</summary>
[Flags]
internal enum ProbeKinds
{
    None = 0,
    Startup = 1 << ProbeKind.Startup,
    Liveness = 1 << ProbeKind.Liveness,
    Readiness = 1 << ProbeKind.Readiness,
}
