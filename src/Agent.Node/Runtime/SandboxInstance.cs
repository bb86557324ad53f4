namespace Agent.Node.Runtime;

/// <summary>One sandbox of a pod as the runtime reports it.</summary>
/// <param name="Id">The runtime's identifier.</param>
/// <param name="Attempt">Attempt number (CRI <c>PodSandboxMetadata.attempt</c>).</param>
/// <param name="Ready">CRI state SANDBOX_READY.</param>
/// <param name="CreatedAt">Creation, nanoseconds since the epoch.</param>
/// <param name="Ips">Addresses, primary first; empty on the host network.</param>
/// <param name="HostNetwork">Network namespace mode NODE.</param>
/// <param name="RuntimeHandler">The handler it was made with.</param>
internal sealed record SandboxInstance(
    string Id, uint Attempt, bool Ready, long CreatedAt, IReadOnlyList<string> Ips, bool HostNetwork, string RuntimeHandler = "");
