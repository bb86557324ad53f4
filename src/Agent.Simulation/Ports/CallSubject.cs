namespace Agent.Simulation.Ports;

/// <summary>What a call of a port is about, for faults that hit some calls only.</summary>
/// <param name="Method">The call: a name of the CRI such as RunPodSandbox, or of the host's port without Async.</param>
/// <param name="PodUid">The pod's UID; empty if it concerns no pod, or several.</param>
/// <param name="PodName">The pod's name; empty likewise.</param>
/// <param name="Container">The container's name, or for host calls the path; empty if it concerns none.</param>
public sealed record CallSubject(string Method, string PodUid = "", string PodName = "", string Container = "");
