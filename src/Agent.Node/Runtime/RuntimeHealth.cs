namespace Agent.Node.Runtime;

/// <summary>What the cheap health call (CRI <c>Status</c>) says of the runtime.</summary>
/// <param name="RuntimeReady">Answered within the allowed time and condition RuntimeReady is true.</param>
/// <param name="NetworkReady">Condition NetworkReady is true; pods off the host network wait for it.</param>
/// <param name="Message">Why not ready; empty when all is well.</param>
public sealed record RuntimeHealth(bool RuntimeReady, bool NetworkReady, string Message)
{
    /// <summary>The runtime's name (CRI <c>Version</c>), as <c>containerd</c>; empty: not known yet.</summary>
    public string RuntimeName { get; init; } = "";

    /// <summary>The runtime's version (CRI <c>Version</c>); empty: not known yet.</summary>
    public string RuntimeVersion { get; init; } = "";

    /// <summary>Before the first answer.</summary>
    public static RuntimeHealth Unknown { get; } = new(false, false, "the runtime has not answered yet")
    {
        RuntimeError = "container runtime status check may not have completed yet",
        NetworkError = "network state unknown",
    };

    /// <summary>Why the runtime is not ready, in the kubelet's words, which the node's condition Ready repeats; empty: it is.</summary>
    public string RuntimeError { get; init; } = "";

    /// <summary>Why the network is not ready, in the kubelet's words; empty: it is, or nothing is known of it.</summary>
    public string NetworkError { get; init; } = "";
}
