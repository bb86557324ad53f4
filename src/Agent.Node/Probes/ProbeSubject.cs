using Agent.Kubernetes;

namespace Agent.Node.Probes;

/// <summary>The instance that is probed.</summary>
/// <param name="Pod">Its pod.</param>
/// <param name="Container">Its container.</param>
/// <param name="InstanceId">The runtime's identifier.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="PodIp">The pod's address, as its status has it; empty: not known yet.</param>
internal sealed record ProbeSubject(V1Pod Pod, V1Container Container, string InstanceId, DateTimeOffset StartedAt, string PodIp);
